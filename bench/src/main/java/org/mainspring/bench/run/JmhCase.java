package org.mainspring.bench.run;

import java.util.Map;
import org.mainspring.bench.report.Measured;

/**
 * One benchmark of JMH with one value for each of its parameters.
 *
 * @param benchmark the class and the method, in full
 * @param params the values by name
 * @param measured what that is called in the report
 */
record JmhCase(String benchmark, Map<String, String> params, Measured measured) {}

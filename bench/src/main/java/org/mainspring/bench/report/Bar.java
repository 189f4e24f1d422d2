package org.mainspring.bench.report;

/**
 * One bar of a plot of bars.
 *
 * @param group bars of one group stand together under its name
 * @param label whose it is
 * @param value how long
 * @param shown the value in words
 * @param told what is told of it to who points at it
 * @param cssClass how it is painted
 */
record Bar(String group, String label, double value, String shown, String told, String cssClass) {}

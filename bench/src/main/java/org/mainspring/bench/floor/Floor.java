package org.mainspring.bench.floor;

/**
 * What no figure of a kind can be below on this machine.
 *
 * @param params those of the result of workload {@code floor}, peer {@code machine}
 * @param times how often that happens in one operation
 * @param why what it is, in words
 */
public record Floor(String params, int times, String why) {}

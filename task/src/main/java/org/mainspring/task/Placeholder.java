package org.mainspring.task;

/**
 * Keeps the module from being empty of public types; whoever adds the first real class deletes this one.
 *
 * @threads any
 */
public final class Placeholder {
    private Placeholder() {}
}

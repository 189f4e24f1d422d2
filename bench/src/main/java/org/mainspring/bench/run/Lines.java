package org.mainspring.bench.run;

/** What a failure says, so that it fits into a line. */
final class Lines {
    private Lines() {}

    /** The first line of its message, or its class. */
    static String first(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getName()
                : message.strip().lines().findFirst().orElse("").replace('|', '/');
    }
}

package org.mainspring.examples;

/** What {@code mvn -Pdemo} runs. */
public final class Demo {
    private Demo() {}

    public static void main(String[] args) {
        System.out.println("Mainspring on Java " + Runtime.version().feature());
    }
}

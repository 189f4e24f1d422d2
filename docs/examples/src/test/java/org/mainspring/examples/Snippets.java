package org.mainspring.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the regions of a source file that pages show, and the blocks of a page that show one. */
final class Snippets {
    private static final Pattern REGION =
            Pattern.compile("(?ms)^[ \\t]*// snippet: ([\\w-]+)[ \\t]*\\R(.*?)^[ \\t]*// end[ \\t]*$");

    private static final Pattern MARK = Pattern.compile("<!--\\s*snippet:\\s*([\\w-]+)\\s*-->");

    private static final Pattern FENCE = Pattern.compile("(?ms)\\A\\s*^```java[ \\t]*\\R(.*?)^```[ \\t]*$");

    private Snippets() {}

    /** A block of a page, and the name of the region that it claims to be. */
    record Block(String name, String text) {}

    /** The regions of a source file by name, without the indent that all their lines have. */
    static Map<String, String> regions(String source) {
        Map<String, String> regions = new LinkedHashMap<>();
        Matcher region = REGION.matcher(source);
        while (region.find()) {
            if (regions.put(region.group(1), normal(region.group(2))) != null) {
                throw new AssertionError("two snippets are called " + region.group(1));
            }
        }
        return regions;
    }

    /** The marked blocks of a page. A mark that no block of Java follows is an error. */
    static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        Matcher mark = MARK.matcher(page);
        while (mark.find()) {
            Matcher fence = FENCE.matcher(page.substring(mark.end()));
            if (!fence.find()) {
                throw new AssertionError("no block of Java follows the mark of snippet " + mark.group(1));
            }
            blocks.add(new Block(mark.group(1), normal(fence.group(1))));
        }
        return blocks;
    }

    private static String normal(String text) {
        // An empty last line would count as one without an indent.
        return text.stripTrailing().stripIndent().strip();
    }
}

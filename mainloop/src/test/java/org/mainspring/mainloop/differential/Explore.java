package org.mainspring.mainloop.differential;
import java.nio.file.*;
import java.util.*;
public final class Explore {
    public static void main(String[] a) throws Exception {
        long first = Long.parseLong(a[1]); long n = Long.parseLong(a[2]);
        int shown = 0, differing = 0; long lines = 0;
        try (GlibRunner glib = new GlibRunner(Path.of(a[0]))) {
            for (long seed = first; seed < first + n; seed++) {
                List<String> s = Generator.scenario(seed);
                List<String> g = glib.run(s);
                lines += g.size();
                List<String> j = World.run(ScenarioReader.read(s));
                if (!g.equals(j)) {
                    differing++;
                    if (shown++ < Integer.parseInt(a[3])) {
                        List<String> small = shrink(s, glib);
                        System.out.println("==== seed " + seed);
                        small.forEach(l -> System.out.println("  " + l));
                        show(glib.run(small), World.run(ScenarioReader.read(small)));
                    }
                }
            }
        }
        System.out.println(differing + " of " + n + " differ, lines " + lines);
        System.exit(0);
    }
    static void show(List<String> g, List<String> j) {
        int i = 0;
        while (i < g.size() && i < j.size() && g.get(i).equals(j.get(i))) i++;
        for (int k = 0; k < i; k++) System.out.println("      " + g.get(k));
        for (int k = i; k < Math.min(i + 6, g.size()); k++) System.out.println("  GLIB " + g.get(k));
        for (int k = i; k < Math.min(i + 6, j.size()); k++) System.out.println("  OURS " + j.get(k));
    }
    static boolean differs(List<String> s, GlibRunner glib) {
        Scenario sc;
        try { sc = ScenarioReader.read(s); } catch (ScenarioMistake m) { return false; }
        return !glib.run(s).equals(World.run(sc));
    }
    static List<String> shrink(List<String> s, GlibRunner glib) {
        s = new ArrayList<>(s);
        boolean again = true;
        while (again) {
            again = false;
            for (int size = s.size() / 2; size >= 1; size /= 2)
                for (int i = 0; i + size <= s.size(); ) {
                    List<String> c = new ArrayList<>(s); c.subList(i, i + size).clear();
                    if (differs(c, glib)) { s = c; again = true; } else i++;
                }
        }
        return s;
    }
}

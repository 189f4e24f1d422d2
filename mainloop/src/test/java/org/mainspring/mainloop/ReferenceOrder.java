package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The order of sources as sections S1 to S7 of the contract have it: a list for each priority, the lists ascending. A
 * source that goes leaves an empty place, so that a walk that stands there finds on.
 */
final class ReferenceOrder {
    /** Where a source stands, or stood. */
    static final class Place {
        final int priority;

        @Nullable
        ReferenceSource source;

        Place(ReferenceSource source) {
            this.source = source;
            priority = source.priority;
        }
    }

    private final TreeMap<Integer, LinkedList<Place>> lists = new TreeMap<>();

    /** S2. */
    void append(ReferenceSource source) {
        lists.computeIfAbsent(source.priority, priority -> new LinkedList<>()).add(new Place(source));
    }

    /** S3. */
    void insertBefore(ReferenceSource parent, ReferenceSource child) {
        ListIterator<Place> places = lists.get(parent.priority).listIterator();
        while (places.next().source != parent) {
            // further
        }
        places.previous();
        places.add(new Place(child));
    }

    void remove(ReferenceSource source) {
        for (Place place : lists.get(source.priority)) {
            if (place.source == source) {
                place.source = null;
            }
        }
    }

    @Nullable
    Place first() {
        return lists.isEmpty() ? null : firstOf(lists.firstEntry());
    }

    private @Nullable Place firstOf(Map.@Nullable Entry<Integer, LinkedList<Place>> list) {
        return list == null
                ? null
                : list.getValue().isEmpty()
                        ? firstOf(lists.higherEntry(list.getKey()))
                        : list.getValue().getFirst();
    }

    /** The next place, which may be empty. */
    @Nullable
    Place after(Place place) {
        LinkedList<Place> list = lists.get(place.priority);
        int next = list.indexOf(place) + 1;
        return next < list.size() ? list.get(next) : firstOf(lists.higherEntry(place.priority));
    }

    /** Takes out the empty places. Nobody may be walking. */
    void tidy() {
        lists.values().forEach(list -> list.removeIf(place -> place.source == null));
    }

    List<ReferenceSource> sources() {
        List<ReferenceSource> sources = new ArrayList<>();
        for (Place place = first(); place != null; place = after(place)) {
            if (place.source != null) {
                sources.add(place.source);
            }
        }
        return sources;
    }
}

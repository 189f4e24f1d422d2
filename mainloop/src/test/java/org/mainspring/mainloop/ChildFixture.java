package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.mainspring.mainloop.source.SourceFuncs;

/** Sources that are ready by their ready time, that note their runs and their ends, and are children of each other. */
abstract class ChildFixture extends LoopFixture {
    final List<String> told = new ArrayList<>();

    /** Made ready by its ready time; notes its end. */
    final Source source(String name) {
        Source source = new Source((SourceFuncs) (self, callback) -> {
            ran.add(name);
            return callback == null || callback.call();
        });
        source.setName(name);
        source.setCallback(data -> Source.CONTINUE, name, data -> told.add("notify " + data));
        source.setDisposeHook(self -> told.add("dispose " + self.name()));
        return source;
    }

    final Source attached(String name, int priority) {
        return attach(source(name), priority);
    }

    final Source child(Source parent, String name) {
        Source child = source(name);
        parent.addChild(child);
        return child;
    }

    final void light(Source... sources) {
        for (Source source : sources) {
            source.setReadyTimeNanos(clock.nanos());
        }
    }

    final void lightAll() {
        context.lifecycle.registry.inOrder().forEach(source -> ((Source) source).setReadyTimeNanos(clock.nanos()));
    }

    final List<String> order() {
        return context.lifecycle.registry.inOrder().stream()
                .map(source -> String.valueOf(source.name()))
                .toList();
    }

    final void expectOrder(String names) {
        assertThat(order()).containsExactly(names.split(" "));
        lightAll();
        ran.clear();
        loop.iterate();
        assertThat(ran).containsExactly(names.split(" "));
    }
}

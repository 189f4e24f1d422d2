package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Names that are given by id. S19, S198. */
class SourceNameTest extends DrivenFixture {
    /** S19, S198. @origin glib/tests/mainloop.c test_maincontext_basic */
    @Test
    void whenASourceHasTheId_thenItIsNamed() {
        Source source = context.idleAdd(note("idle"));

        context.setSourceName(source.id(), "name");
        assertThat(source.name()).isEqualTo("name");
        context.setSourceName(source.id(), null);

        assertThat(source.name()).isNull();
    }

    /** S19: silently. */
    @Test
    void whenNobodyHasTheId_thenNothingHappens() {
        Source source = context.idleAdd(note("idle"));
        int id = source.id();
        source.destroy();

        context.setSourceName(id, "name");
        context.setSourceName(-1, "name");

        assertThat(source.name()).isEqualTo("GIdleSource");
    }

    /** S19. */
    @Test
    void whenTheIdIsZero_thenThatIsRefused() {
        assertThatThrownBy(() -> context.setSourceName(0, "name"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("id is 0");
    }
}

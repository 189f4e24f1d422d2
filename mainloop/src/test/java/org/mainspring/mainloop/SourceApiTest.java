package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a {@link Source} inherits from a room that is not exported can still be called by everybody. */
class SourceApiTest {
    @Test
    void whenSomebodyHasASource_thenHeCanReadItsBooksAndNotWriteThem() {
        assertThat(Arrays.stream(Source.class.getMethods())
                        .filter(method ->
                                method.getDeclaringClass().getPackageName().endsWith(".queue"))
                        .map(Method::getName))
                .containsExactlyInAnyOrder("id", "position");
    }
}

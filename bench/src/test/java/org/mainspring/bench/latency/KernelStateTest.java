package org.mainspring.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelStateTest {
    @Test
    void whenTheThreadHasAPlainName_thenTheStateIsBehindIt() {
        assertThat(KernelState.state("4711 (java) S 1 2 3")).isEqualTo('S');
        assertThat(KernelState.state("4711 (java) R 1 2 3")).isEqualTo('R');
    }

    @Test
    void whenTheNameHasParenthesesAndBlanks_thenTheLastOneCounts() {
        assertThat(KernelState.state("4711 (a) S (b) R 1 2 3")).isEqualTo('R');
    }

    @Test
    void whenTheLineIsCutOff_thenTheStateIsUnknown() {
        assertThat(KernelState.state("4711 (java)")).isEqualTo('?');
        assertThat(KernelState.state("")).isEqualTo('?');
    }
}

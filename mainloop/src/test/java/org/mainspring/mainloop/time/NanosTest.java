package org.mainspring.mainloop.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths and moments that come from C. */
class NanosTest {
    /** S148: what does not fit is as good as never. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, 9223372036854775807",
        "-1, 9223372036854775807"
    })
    void whenALengthIsUnsigned_thenWhatDoesNotFitIsNever(long unsigned, long length) {
        assertThat(Nanos.ofUnsigned(unsigned)).isEqualTo(length);
    }

    /** S137. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "1000, 1",
        "1001, 2",
        "-1, 0",
        "-1000, -1",
        "-1001, -1",
        "9223372036854775807, 9223372036854776",
        "-9223372036854775808, -9223372036854775"
    })
    void whenAMomentIsToldInMicroseconds_thenItIsRoundedUp(long nanos, long micros) {
        assertThat(Nanos.ceilMicros(nanos)).isEqualTo(micros);
    }
}

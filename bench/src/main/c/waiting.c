#include "waiting.h"

#include "measure.h"
#include "placement.h"

#include <time.h>

/* So much longer than asked may a sleep take, as a rule: timer slack, and the way out of a halt. */
static const int64_t OVERSLEEP_NANOS = 300000;

static const int64_t NAP_NANOS = 20000;

/* A signal may cut it short. */
static void sleep_for(int64_t nanos) {
    struct timespec length = {nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND};
    clock_nanosleep(CLOCK_MONOTONIC, 0, &length, NULL);
}

void wait_until(int64_t moment_nanos) {
    for (int64_t left = moment_nanos - now_nanos() - OVERSLEEP_NANOS; left > 0;
         left = moment_nanos - now_nanos() - OVERSLEEP_NANOS) {
        sleep_for(left);
    }
    while (now_nanos() < moment_nanos) {
        wait_a_moment(false);
    }
}

void nap(void) {
    sleep_for(NAP_NANOS);
}

/* How a thread waits for a moment. */
#ifndef WAITING_H
#define WAITING_H

#include <stdint.h>

/* Sleeps for most of the time until then, and spins for the rest; so the processor is free for others. */
void wait_until(int64_t moment_nanos);

/* A short sleep, in which another thread may have this processor. */
void nap(void);

#endif

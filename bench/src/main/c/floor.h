/* Each prints what the machine can do at all, of one kind. */
#ifndef FLOOR_H
#define FLOOR_H

#include "measure.h"

/* What one thread does alone. */
void floor_alone(const struct effort *effort);

/* A cache line that goes from one core to another. */
void floor_cache_line(const struct effort *effort);

/* A thread that sleeps in the kernel, until it runs again. */
void floor_wake(const struct effort *effort);

/* Bytes to a blocked thread and back, with nothing between. */
void floor_echo(const struct effort *effort);

#endif

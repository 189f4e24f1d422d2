/* Each measures a group of rows on GLib and prints it. */
#ifndef ROWS_H
#define ROWS_H

#include "measure.h"

void idle_rows(const struct effort *effort);
void timeout_rows(const struct effort *effort);
void many_source_rows(const struct effort *effort);
void attached_rows(const struct effort *effort);
void post_rows(const struct effort *effort);
void lateness_rows(const struct effort *effort);
void wake_rows(const struct effort *effort);
void passing_rows(const struct effort *effort);
void ping_pong_rows(const struct effort *effort);
void echo_rows(const struct effort *effort);
void rally_rows(const struct effort *effort);
void task_rows(const struct effort *effort);
void flooded_rows(const struct effort *effort);
void memory_rows(const struct effort *effort);

#endif

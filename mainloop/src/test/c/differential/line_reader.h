/*
 * The line that is being read: its words, one after the other, and what they name.
 */
#ifndef LINE_READER_H
#define LINE_READER_H

#include "scenario.h"

#include <setjmp.h>

typedef struct {
    Scenario *scenario;
    int number;
    char text[MOST_LINE];
    char *words[MOST_WORDS];
    int count, next;
    jmp_buf wrong;
} Reader;

/* Says what is wrong with the line, and reads no more of it. */
G_NORETURN void refuse (Reader *reader, const char *format, ...);

gboolean has_more (Reader *reader);

/* Whether the next word is this one; if so, it is read. */
gboolean takes (Reader *reader, const char *name);

/* Each reads the next word, and refuses the line if that is missing, or not what it must be. */
const char *next_word (Reader *reader, const char *what);
int next_of (Reader *reader, const char *const names[], const char *what);
int next_number (Reader *reader, const char *what, int least, int most);
int next_source (Reader *reader);
int next_channel (Reader *reader);
int next_condition (Reader *reader);

/* The same, for a name that nothing has yet. */
void next_new_name (Reader *reader, char *target);

/* The index of a name, or -1. */
int one_of (const char *const names[], const char *name);

#endif

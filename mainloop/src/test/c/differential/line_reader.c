/*
 * Reads the words of one line of a scenario, one after the other.
 */
#include "line_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const condition_names[] = { "in", "pri", "out", "err", "hup", NULL };

void
refuse (Reader *reader, const char *format, ...)
{
    char cause[MOST_LINE + 100];
    va_list arguments;

    va_start (arguments, format);
    vsnprintf (cause, sizeof cause, format, arguments);
    va_end (arguments);
    snprintf (reader->scenario->mistake, sizeof reader->scenario->mistake, "line %d: %s", reader->number, cause);
    longjmp (reader->wrong, 1);
}

gboolean
has_more (Reader *reader)
{
    return reader->next < reader->count;
}

const char *
next_word (Reader *reader, const char *what)
{
    if (!has_more (reader))
        refuse (reader, "%s is missing", what);
    return reader->words[reader->next++];
}

gboolean
takes (Reader *reader, const char *name)
{
    gboolean is = has_more (reader) && strcmp (reader->words[reader->next], name) == 0;

    reader->next += is;
    return is;
}

int
one_of (const char *const names[], const char *name)
{
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp (names[i], name) == 0)
            return i;
    return -1;
}

int
next_of (Reader *reader, const char *const names[], const char *what)
{
    const char *name = next_word (reader, what);
    int index = one_of (names, name);

    if (index < 0)
        refuse (reader, "unknown %s: %s", what, name);
    return index;
}

int
next_number (Reader *reader, const char *what, int least, int most)
{
    const char *text = next_word (reader, what);
    char *end;
    long value = strtol (text, &end, 10);

    if (*text == 0 || *end != 0)
        refuse (reader, "%s is no number: %s", what, text);
    if (value < least || value > most)
        refuse (reader, "%s is not between %d and %d: %s", what, least, most, text);
    return (int) value;
}

static int
find_source (const Scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->source_count; i++)
        if (strcmp (scenario->sources[i].name, name) == 0)
            return i;
    return -1;
}

static int
find_channel (const Scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->channel_count; i++)
        if (strcmp (scenario->channels[i].name, name) == 0)
            return i;
    return -1;
}

int
next_source (Reader *reader)
{
    const char *name = next_word (reader, "source");
    int index = find_source (reader->scenario, name);

    if (index < 0)
        refuse (reader, "unknown source: %s", name);
    return index;
}

int
next_channel (Reader *reader)
{
    const char *name = next_word (reader, "channel");
    int index = find_channel (reader->scenario, name);

    if (index < 0)
        refuse (reader, "unknown channel: %s", name);
    return index;
}

int
next_condition (Reader *reader)
{
    char text[MOST_LINE];
    char *rest = NULL;
    int bits = 0;

    snprintf (text, sizeof text, "%s", next_word (reader, "condition"));
    if (strcmp (text, "none") == 0)
        return 0;
    for (char *name = strtok_r (text, "|", &rest); name != NULL; name = strtok_r (NULL, "|", &rest)) {
        int bit = one_of (condition_names, name);
        if (bit < 0)
            refuse (reader, "unknown condition: %s", name);
        bits |= 1 << bit;
    }
    return bits;
}

void
condition_text (int bits, char *text)
{
    *text = 0;
    for (int i = 0; condition_names[i] != NULL; i++)
        if (bits & (1 << i)) {
            if (*text)
                strcat (text, "|");
            strcat (text, condition_names[i]);
        }
    if (*text == 0)
        strcpy (text, "none");
}

void
next_new_name (Reader *reader, char *target)
{
    const char *name = next_word (reader, "name");

    if (strlen (name) >= MOST_NAME || strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789") != strlen (name)
        || !g_ascii_islower (name[0]))
        refuse (reader, "not a name: %s", name);
    if (find_source (reader->scenario, name) >= 0 || find_channel (reader->scenario, name) >= 0
        || strcmp (name, "poll") == 0)
        refuse (reader, "name is taken: %s", name);
    strcpy (target, name);
}

/*
 * Reads scenarios, line by line. It refuses what it does not know, with the number of the line and the cause.
 */
#include "scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const verb_names[] = {
    "create", "attach", "destroy", "priority", "ready", "unready", "recurse", "callback", "elsewhere", "watch", "modify",
    "unwatch", "write", "drain", "hangup", "set", "iterate", "pending", "drive", "run", "quit", "wakeup", "advance", "time",
    "find", "search", "invoke", "adopt", "disown", "acquire", "release", "close", NULL
};

static const char *const kind_names[] = { "idle", "timeout", "watch", "custom", "call", NULL };

static const char *const hook_names[] = { "dispatch", "prepare", "check", "notify", "dispose", "finalize", "poll", NULL };

static const char *const condition_names[] = { "in", "pri", "out", "err", "hup", NULL };

/* The line that is being read: its words, and the next one to be read. */
typedef struct {
    Scenario *scenario;
    int number;
    char text[MOST_LINE];
    char *words[MOST_WORDS];
    int count, next;
    jmp_buf wrong;
} Reader;

static G_NORETURN void
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

void
scenario_clear (Scenario *scenario)
{
    scenario->channel_count = scenario->source_count = scenario->plan_count = scenario->step_count = 0;
    scenario->tells_polls = FALSE;
    scenario->mistake[0] = 0;
}

static gboolean
has_more (Reader *reader)
{
    return reader->next < reader->count;
}

static const char *
word (Reader *reader, const char *what)
{
    if (!has_more (reader))
        refuse (reader, "%s is missing", what);
    return reader->words[reader->next++];
}

static int
one_of (const char *const names[], const char *name)
{
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp (names[i], name) == 0)
            return i;
    return -1;
}

static int
chosen (Reader *reader, const char *const names[], const char *what)
{
    const char *name = word (reader, what);
    int index = one_of (names, name);

    if (index < 0)
        refuse (reader, "unknown %s: %s", what, name);
    return index;
}

static int
number (Reader *reader, const char *what, int least, int most)
{
    const char *text = word (reader, what);
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

static int
source (Reader *reader)
{
    const char *name = word (reader, "source");
    int index = find_source (reader->scenario, name);

    if (index < 0)
        refuse (reader, "unknown source: %s", name);
    return index;
}

static int
channel (Reader *reader)
{
    const char *name = word (reader, "channel");
    int index = find_channel (reader->scenario, name);

    if (index < 0)
        refuse (reader, "unknown channel: %s", name);
    return index;
}

static int
channel_of_sort (Reader *reader, gboolean is_pipe)
{
    int index = channel (reader);

    if (reader->scenario->channels[index].is_pipe != is_pipe)
        refuse (reader, "%s: %s", is_pipe ? "no pipe" : "a pipe", reader->scenario->channels[index].name);
    return index;
}

static int
condition (Reader *reader)
{
    char text[MOST_LINE];
    char *rest = NULL;
    int bits = 0;

    snprintf (text, sizeof text, "%s", word (reader, "condition"));
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

static void
new_name (Reader *reader, char *target)
{
    const char *name = word (reader, "name");

    if (strlen (name) >= MOST_NAME || strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789") != strlen (name)
        || !g_ascii_islower (name[0]))
        refuse (reader, "not a name: %s", name);
    if (find_source (reader->scenario, name) >= 0 || find_channel (reader->scenario, name) >= 0
        || strcmp (name, "poll") == 0)
        refuse (reader, "name is taken: %s", name);
    strcpy (target, name);
}

static void
read_channel (Reader *reader, gboolean is_pipe)
{
    Scenario *scenario = reader->scenario;
    Channel *target = &scenario->channels[scenario->channel_count];

    if (scenario->channel_count == MOST_CHANNELS)
        refuse (reader, "more than %d channels", MOST_CHANNELS);
    new_name (reader, target->name);
    target->is_pipe = is_pipe;
    scenario->channel_count++;
}

static void
read_wanted (Reader *reader, Declared *target)
{
    int index = channel (reader);

    for (int i = 0; i < target->wanted_count; i++)
        if (target->wanted[i].channel == index)
            refuse (reader, "watched twice: %s", reader->scenario->channels[index].name);
    target->wanted[target->wanted_count].channel = index;
    target->wanted[target->wanted_count].condition = condition (reader);
    target->wanted_count++;
}

static void
need_custom (Reader *reader, const Declared *target, const char *attribute)
{
    if (target->kind != CUSTOM)
        refuse (reader, "only for custom sources: %s", attribute);
}

static void
read_attribute (Reader *reader, Declared *target)
{
    const char *attribute = word (reader, "attribute");

    if (strcmp (attribute, "priority") == 0) {
        target->priority = number (reader, "priority", -1000, 1000);
    } else if (strcmp (attribute, "recurse") == 0) {
        target->recurse = TRUE;
    } else if (strcmp (attribute, "bare") == 0) {
        target->bare = TRUE;
    } else if (strcmp (attribute, "data") == 0) {
        target->data = number (reader, "data", 0, SHARED_DATA - 1);
    } else if (strcmp (attribute, "prepare") == 0) {
        need_custom (reader, target, attribute);
        target->prepares = TRUE;
    } else if (strcmp (attribute, "check") == 0) {
        need_custom (reader, target, attribute);
        target->checks = TRUE;
    } else if (strcmp (attribute, "watch") == 0) {
        need_custom (reader, target, attribute);
        read_wanted (reader, target);
    } else {
        refuse (reader, "unknown attribute: %s", attribute);
    }
}

static void
read_source (Reader *reader)
{
    Scenario *scenario = reader->scenario;
    Declared *target = &scenario->sources[scenario->source_count];

    if (scenario->source_count == MOST_SOURCES)
        refuse (reader, "more than %d sources", MOST_SOURCES);
    memset (target, 0, sizeof *target);
    target->data = -1;
    new_name (reader, target->name);
    target->kind = (Kind) chosen (reader, kind_names, "kind");
    target->priority = target->kind == IDLE ? 200 : 0;
    if (target->kind == TIMEOUT)
        target->interval = number (reader, "interval", 0, 1000000);
    if (target->kind == WATCH)
        read_wanted (reader, target);
    while (has_more (reader))
        read_attribute (reader, target);
    if (target->kind == CALL && (target->bare || target->recurse || target->data >= 0))
        refuse (reader, "a call has nothing but a priority: %s", target->name);
    scenario->source_count++;
}

static gboolean
option (Reader *reader, const char *name)
{
    if (!has_more (reader))
        return FALSE;
    if (strcmp (reader->words[reader->next], name) != 0)
        refuse (reader, "neither nothing nor %s: %s", name, reader->words[reader->next]);
    reader->next++;
    return TRUE;
}

static gboolean
on_or_off (Reader *reader)
{
    const char *text = word (reader, "on or off");

    if (strcmp (text, "on") != 0 && strcmp (text, "off") != 0)
        refuse (reader, "neither on nor off: %s", text);
    return strcmp (text, "on") == 0;
}

static void
read_search (Reader *reader, Action *action)
{
    const char *kind = word (reader, "kind");

    action->kind = strcmp (kind, "any") == 0 ? -1 : one_of (kind_names, kind);
    if (action->kind > TIMEOUT || (action->kind < 0 && strcmp (kind, "any") != 0))
        refuse (reader, "no kind to search for: %s", kind);
    action->number = number (reader, "data", 0, SHARED_DATA - 1);
}

static void
need_kind (Reader *reader, int index, gboolean is_kind)
{
    if (!is_kind)
        refuse (reader, "not with a source of this kind: %s", reader->scenario->sources[index].name);
}

/* A call is only ever invoked. */
static int
plain_source (Reader *reader)
{
    int index = source (reader);

    need_kind (reader, index, reader->scenario->sources[index].kind != CALL);
    return index;
}

static void read_action (Reader *reader, Action *action);

static void
read_elsewhere (Reader *reader, Action *action)
{
    if (has_more (reader) && strcmp (reader->words[reader->next], "elsewhere") == 0)
        refuse (reader, "not elsewhere: elsewhere");
    read_action (reader, action);
    if ((action->verb >= ITERATE && action->verb <= RUN) || action->verb >= ACQUIRE
        || action->verb == ADVANCE || action->verb == TIME || action->verb == INVOKE)
        refuse (reader, "not elsewhere: %s", verb_names[action->verb]);
    action->elsewhere = TRUE;
}

static void
read_action (Reader *reader, Action *action)
{
    memset (action, 0, sizeof *action);
    action->verb = (Verb) chosen (reader, verb_names, "action");
    switch (action->verb) {
    case CREATE: case ATTACH: case DESTROY: case UNREADY: case TIME: case FIND:
        action->source = plain_source (reader);
        break;
    case PRIORITY:
        action->source = plain_source (reader);
        action->number = number (reader, "priority", -1000, 1000);
        break;
    case READY:
        action->source = plain_source (reader);
        action->number = number (reader, "time", -1000000, 1000000);
        break;
    case RECURSE:
        action->source = plain_source (reader);
        action->flag = on_or_off (reader);
        break;
    case CALLBACK:
        action->source = plain_source (reader);
        action->flag = option (reader, "none");
        break;
    case ADD_WATCH: case MODIFY: case UNWATCH:
        action->source = source (reader);
        need_kind (reader, action->source, reader->scenario->sources[action->source].kind == CUSTOM);
        action->channel = channel (reader);
        if (action->verb != UNWATCH)
            action->condition = condition (reader);
        break;
    case WRITE: case DRAIN: case HANGUP:
        action->channel = channel_of_sort (reader, TRUE);
        break;
    case SET:
        action->channel = channel_of_sort (reader, FALSE);
        action->condition = condition (reader);
        break;
    case ITERATE: case DRIVE:
        action->flag = option (reader, "block");
        break;
    case ADVANCE:
        action->number = number (reader, "time", 0, 1000000);
        break;
    case SEARCH:
        read_search (reader, action);
        break;
    case INVOKE:
        action->source = source (reader);
        need_kind (reader, action->source, reader->scenario->sources[action->source].kind == CALL);
        break;
    case ADOPT: case DISOWN:
        action->source = plain_source (reader);
        action->other = plain_source (reader);
        if (action->source == action->other)
            refuse (reader, "its own child: %s", reader->scenario->sources[action->source].name);
        break;
    case FOREIGN:
        read_elsewhere (reader, action);
        break;
    default:
        break;
    }
}

static void
read_answer (Reader *reader, Plan *plan)
{
    const char *answer = word (reader, "answer");
    gboolean wrong = FALSE;

    plan->is_answer = TRUE;
    if (plan->hook == DISPATCH) {
        plan->answer = strcmp (answer, "keep") == 0 ? ANSWER_YES : ANSWER_NO;
        wrong = plan->answer == ANSWER_NO && strcmp (answer, "remove") != 0;
    } else if (plan->hook == PREPARE && strcmp (answer, "timeout") == 0) {
        plan->answer = ANSWER_TIMEOUT;
        plan->timeout = number (reader, "timeout", -5, 1000000);
    } else if (plan->hook == PREPARE || plan->hook == CHECK) {
        plan->answer = strcmp (answer, "ready") == 0 ? ANSWER_YES : ANSWER_NO;
        wrong = plan->answer == ANSWER_NO && strcmp (answer, "no") != 0;
    } else {
        wrong = TRUE;
    }
    if (wrong)
        refuse (reader, "no answer of a %s: %s", hook_names[plan->hook], answer);
}

static void
read_plan (Reader *reader)
{
    Scenario *scenario = reader->scenario;
    Plan *plan = &scenario->plans[scenario->plan_count];

    memset (plan, 0, sizeof *plan);
    if (has_more (reader) && strcmp (reader->words[reader->next], "poll") == 0) {
        reader->next++;
        plan->owner = THE_POLL;
        plan->hook = POLL;
    } else {
        plan->owner = source (reader);
        plan->hook = (Hook) chosen (reader, hook_names, "hook");
        if (plan->hook == POLL)
            refuse (reader, "a source has no poll: %s", scenario->sources[plan->owner].name);
    }
    if (has_more (reader) && strcmp (reader->words[reader->next], "*") == 0) {
        reader->next++;
        plan->turn = ALWAYS;
    } else {
        plan->turn = number (reader, "turn", 1, 1000000);
    }
    if (has_more (reader) && strcmp (reader->words[reader->next], "answer") == 0) {
        reader->next++;
        read_answer (reader, plan);
    } else if (plan->turn == ALWAYS) {
        refuse (reader, "only answers can be given always");
    } else {
        read_action (reader, &plan->action);
        if (plan->action.verb == CLOSE)
            refuse (reader, "only as a step of its own: close");
    }
    scenario->plan_count++;
}

static void
read_line (Reader *reader)
{
    Scenario *scenario = reader->scenario;
    const char *first = word (reader, "line");

    if (scenario->plan_count == MOST_LINES || scenario->step_count == MOST_LINES)
        refuse (reader, "more than %d lines", MOST_LINES);
    if (strcmp (first, "pipe") == 0) {
        read_channel (reader, TRUE);
    } else if (strcmp (first, "channel") == 0) {
        read_channel (reader, FALSE);
    } else if (strcmp (first, "source") == 0) {
        read_source (reader);
    } else if (strcmp (first, "pollfunction") == 0) {
        scenario->tells_polls = TRUE;
    } else if (strcmp (first, "on") == 0) {
        read_plan (reader);
    } else if (strcmp (first, "do") == 0) {
        read_action (reader, &scenario->steps[scenario->step_count]);
        scenario->step_count++;
    } else {
        refuse (reader, "no line begins with: %s", first);
    }
    if (has_more (reader))
        refuse (reader, "too much: %s", reader->words[reader->next]);
}

gboolean
scenario_add (Scenario *scenario, const char *line, int number)
{
    Reader reader = { .scenario = scenario, .number = number };
    char *rest = NULL;

    if (setjmp (reader.wrong) != 0)
        return FALSE;
    if (strlen (line) >= MOST_LINE)
        refuse (&reader, "longer than %d characters", MOST_LINE - 1);
    strcpy (reader.text, line);
    reader.text[strcspn (reader.text, "#\r\n")] = 0;
    for (char *next = strtok_r (reader.text, " \t", &rest); next != NULL; next = strtok_r (NULL, " \t", &rest)) {
        if (reader.count == MOST_WORDS)
            refuse (&reader, "more than %d words", MOST_WORDS);
        reader.words[reader.count++] = next;
    }
    if (reader.count > 0)
        read_line (&reader);
    return TRUE;
}

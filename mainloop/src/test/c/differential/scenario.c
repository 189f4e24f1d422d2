/*
 * Reads scenarios, line by line. It refuses what it does not know, with the number of the line and the cause.
 */
#include "scenario.h"

#include "action_reader.h"
#include "line_reader.h"

#include <string.h>

const char *const kind_names[] = { "idle", "timeout", "watch", "custom", "call", NULL };

static const char *const hook_names[] = { "dispatch", "prepare", "check", "notify", "dispose", "finalize", "poll", NULL };

void
scenario_clear (Scenario *scenario)
{
    scenario->channel_count = scenario->source_count = scenario->plan_count = scenario->step_count = 0;
    scenario->tells_polls = FALSE;
    scenario->mistake[0] = 0;
}

static void
read_channel (Reader *reader, gboolean is_pipe)
{
    Scenario *scenario = reader->scenario;
    Channel *target = &scenario->channels[scenario->channel_count];

    if (scenario->channel_count == MOST_CHANNELS)
        refuse (reader, "more than %d channels", MOST_CHANNELS);
    next_new_name (reader, target->name);
    target->is_pipe = is_pipe;
    scenario->channel_count++;
}

static void
read_wanted (Reader *reader, Declared *target)
{
    int index = next_channel (reader);

    for (int i = 0; i < target->wanted_count; i++)
        if (target->wanted[i].channel == index)
            refuse (reader, "watched twice: %s", reader->scenario->channels[index].name);
    target->wanted[target->wanted_count].channel = index;
    target->wanted[target->wanted_count].condition = next_condition (reader);
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
    const char *attribute = next_word (reader, "attribute");

    if (strcmp (attribute, "priority") == 0) {
        target->priority = next_number (reader, "priority", -1000, 1000);
    } else if (strcmp (attribute, "recurse") == 0) {
        target->recurse = TRUE;
    } else if (strcmp (attribute, "bare") == 0) {
        target->bare = TRUE;
    } else if (strcmp (attribute, "data") == 0) {
        target->data = next_number (reader, "data", 0, SHARED_DATA - 1);
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
    next_new_name (reader, target->name);
    target->kind = (Kind) next_of (reader, kind_names, "kind");
    target->priority = target->kind == IDLE ? 200 : 0;
    if (target->kind == TIMEOUT)
        target->interval = next_number (reader, "interval", 0, 1000000);
    if (target->kind == WATCH)
        read_wanted (reader, target);
    while (has_more (reader))
        read_attribute (reader, target);
    if (target->kind == CALL && (target->bare || target->recurse || target->data >= 0))
        refuse (reader, "a call has nothing but a priority: %s", target->name);
    scenario->source_count++;
}

static void
read_answer (Reader *reader, Plan *plan)
{
    const char *answer = next_word (reader, "answer");
    gboolean wrong = FALSE;

    plan->is_answer = TRUE;
    if (plan->hook == DISPATCH) {
        plan->answer = strcmp (answer, "keep") == 0 ? ANSWER_YES : ANSWER_NO;
        wrong = plan->answer == ANSWER_NO && strcmp (answer, "remove") != 0;
    } else if (plan->hook == PREPARE && strcmp (answer, "timeout") == 0) {
        plan->answer = ANSWER_TIMEOUT;
        plan->timeout = next_number (reader, "timeout", -5, 1000000);
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
    if (takes (reader, "poll")) {
        plan->owner = THE_POLL;
        plan->hook = POLL;
    } else {
        plan->owner = next_source (reader);
        plan->hook = (Hook) next_of (reader, hook_names, "hook");
        if (plan->hook == POLL)
            refuse (reader, "a source has no poll: %s", scenario->sources[plan->owner].name);
    }
    if (takes (reader, "*")) {
        plan->turn = ALWAYS;
    } else {
        plan->turn = next_number (reader, "turn", 1, 1000000);
    }
    if (takes (reader, "answer")) {
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
    const char *first = next_word (reader, "line");

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

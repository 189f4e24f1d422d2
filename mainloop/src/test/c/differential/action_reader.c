/*
 * Reads the action at the end of a line.
 */
#include "action_reader.h"

#include <string.h>

const char *const verb_names[] = {
    "create", "attach", "destroy", "priority", "ready", "unready", "recurse", "callback", "elsewhere", "watch", "modify",
    "unwatch", "write", "drain", "hangup", "set", "iterate", "pending", "drive", "run", "quit", "wakeup", "advance", "time",
    "find", "search", "invoke", "adopt", "disown", "acquire", "release", "close", NULL
};

static int
channel_of_sort (Reader *reader, gboolean is_pipe)
{
    int index = next_channel (reader);

    if (reader->scenario->channels[index].is_pipe != is_pipe)
        refuse (reader, "%s: %s", is_pipe ? "no pipe" : "a pipe", reader->scenario->channels[index].name);
    return index;
}

static gboolean
option (Reader *reader, const char *name)
{
    if (!has_more (reader))
        return FALSE;
    if (!takes (reader, name))
        refuse (reader, "neither nothing nor %s: %s", name, reader->words[reader->next]);
    return TRUE;
}

static gboolean
on_or_off (Reader *reader)
{
    const char *text = next_word (reader, "on or off");

    if (strcmp (text, "on") != 0 && strcmp (text, "off") != 0)
        refuse (reader, "neither on nor off: %s", text);
    return strcmp (text, "on") == 0;
}

static void
read_search (Reader *reader, Action *action)
{
    const char *kind = next_word (reader, "kind");

    action->kind = strcmp (kind, "any") == 0 ? -1 : one_of (kind_names, kind);
    if (action->kind > TIMEOUT || (action->kind < 0 && strcmp (kind, "any") != 0))
        refuse (reader, "no kind to search for: %s", kind);
    action->number = next_number (reader, "data", 0, SHARED_DATA - 1);
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
    int index = next_source (reader);

    need_kind (reader, index, reader->scenario->sources[index].kind != CALL);
    return index;
}

static void
read_elsewhere (Reader *reader, Action *action)
{
    if (takes (reader, "elsewhere"))
        refuse (reader, "not elsewhere: elsewhere");
    read_action (reader, action);
    if ((action->verb >= ITERATE && action->verb <= RUN) || action->verb >= ACQUIRE
        || action->verb == ADVANCE || action->verb == TIME || action->verb == INVOKE)
        refuse (reader, "not elsewhere: %s", verb_names[action->verb]);
    action->elsewhere = TRUE;
}

void
read_action (Reader *reader, Action *action)
{
    memset (action, 0, sizeof *action);
    action->verb = (Verb) next_of (reader, verb_names, "action");
    switch (action->verb) {
    case CREATE: case ATTACH: case DESTROY: case UNREADY: case TIME: case FIND:
        action->source = plain_source (reader);
        break;
    case PRIORITY:
        action->source = plain_source (reader);
        action->number = next_number (reader, "priority", -1000, 1000);
        break;
    case READY:
        action->source = plain_source (reader);
        action->number = next_number (reader, "time", -1000000, 1000000);
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
        action->source = next_source (reader);
        need_kind (reader, action->source, reader->scenario->sources[action->source].kind == CUSTOM);
        action->channel = next_channel (reader);
        if (action->verb != UNWATCH)
            action->condition = next_condition (reader);
        break;
    case WRITE: case DRAIN: case HANGUP:
        action->channel = channel_of_sort (reader, TRUE);
        break;
    case SET:
        action->channel = channel_of_sort (reader, FALSE);
        action->condition = next_condition (reader);
        break;
    case ITERATE: case DRIVE:
        action->flag = option (reader, "block");
        break;
    case ADVANCE:
        action->number = next_number (reader, "time", 0, 1000000);
        break;
    case SEARCH:
        read_search (reader, action);
        break;
    case INVOKE:
        action->source = next_source (reader);
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

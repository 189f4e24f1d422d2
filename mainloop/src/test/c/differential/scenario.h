/*
 * A scenario as the runner keeps it: channels, sources, plans and steps. docs/differential.md describes the language.
 */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <glib.h>

enum {
    MOST_NAME = 24,
    MOST_SOURCES = 64,
    MOST_CHANNELS = 16,
    MOST_LINES = 4000,
    MOST_WORDS = 24,
    MOST_LINE = 400,
    SHARED_DATA = 10
};

/* For every time that a hook runs: the number in a plan line is a star. */
enum { ALWAYS = 0 };

/* The owner of a plan line that belongs to polls. */
enum { THE_POLL = -1 };

typedef enum { IDLE, TIMEOUT, WATCH, CUSTOM, CALL } Kind;

typedef enum { DISPATCH, PREPARE, CHECK, NOTIFY, DISPOSE, FINALIZE, POLL } Hook;

typedef enum { ANSWER_YES, ANSWER_NO, ANSWER_TIMEOUT } Answer;

typedef enum {
    CREATE, ATTACH, DESTROY, PRIORITY, READY, UNREADY, RECURSE, CALLBACK, FOREIGN, ADD_WATCH, MODIFY, UNWATCH, WRITE, DRAIN,
    HANGUP, SET, ITERATE, PENDING, DRIVE, RUN, QUIT, WAKEUP, ADVANCE, TIME, FIND, SEARCH, INVOKE, ADOPT, DISOWN, ACQUIRE,
    RELEASE, CLOSE, NO_VERB
} Verb;

typedef struct {
    Verb verb;
    gboolean elsewhere; /* on another thread */
    int source;         /* or the parent */
    int other;          /* the child */
    int channel;
    int condition;
    int number;         /* a priority, a time, a data object */
    int kind;           /* of a search; -1 for any */
    gboolean flag;      /* block, on, none */
} Action;

typedef struct {
    char name[MOST_NAME];
    gboolean is_pipe;
} Channel;

typedef struct {
    int channel;
    int condition;
} Wanted;

typedef struct {
    char name[MOST_NAME];
    Kind kind;
    int interval;
    int priority;
    gboolean recurse, prepares, checks, bare;
    int data;           /* a shared data object, or -1 for one of its own */
    Wanted wanted[MOST_CHANNELS];
    int wanted_count;
} Declared;

typedef struct {
    int owner;
    Hook hook;
    int turn;
    gboolean is_answer;
    Answer answer;
    int timeout;
    Action action;
} Plan;

typedef struct {
    Channel channels[MOST_CHANNELS];
    int channel_count;
    Declared sources[MOST_SOURCES];
    int source_count;
    Plan plans[MOST_LINES];
    int plan_count;
    gboolean tells_polls; /* each poll writes its array */
    Action steps[MOST_LINES];
    int step_count;
    char mistake[MOST_LINE + 200]; /* what is wrong with a line, empty if nothing is */
} Scenario;

void scenario_clear (Scenario *scenario);

/* Adds a line; false if it is wrong, and then the mistake is set. */
gboolean scenario_add (Scenario *scenario, const char *line, int number);

/* Writes "in|hup", or "none". */
void condition_text (int condition, char *text);

extern const char *const kind_names[];

extern const char *const verb_names[];

#endif

/*
 * Reads scenarios from the standard input, each ended by a line "end" or by the end of the input, and writes the trace
 * of each, ended by a line "end". A scenario with a mistake is not run: its trace is the mistake.
 */
#include "world.h"

#include <stdio.h>
#include <string.h>

int
main (void)
{
    static Scenario scenario;
    char line[4096];
    int number = 0;
    int status = 0;

    scenario_clear (&scenario);
    for (;;) {
        gboolean more = fgets (line, sizeof line, stdin) != NULL;
        if (!more && number == 0)
            return status;
        if (!more || strcmp (line, "end\n") == 0) {
            if (scenario.mistake[0] == 0) {
                world_run (&scenario);
            } else {
                printf ("mistake %s\n", scenario.mistake);
                status = 2;
            }
            printf ("end\n");
            fflush (stdout);
            scenario_clear (&scenario);
            number = 0;
        } else if (scenario.mistake[0] == 0) {
            scenario_add (&scenario, line, ++number);
        }
    }
}

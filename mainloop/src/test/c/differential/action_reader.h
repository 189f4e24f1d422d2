/*
 * The action at the end of a line.
 */
#ifndef ACTION_READER_H
#define ACTION_READER_H

#include "line_reader.h"

void read_action (Reader *reader, Action *action);

#endif

/* A library for tests: copies its inputs in capitals, with the parameter "suffix" behind them.
 * The parameter "mode" makes it fail: "init", "run" or "stream". */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "atoll/drops/dlg_app.h"

struct state {
    char suffix[64];
    char mode[64];
    unsigned completed;
};

static void put(dlg_app_info* app, char const* text, size_t n)
{
    for (unsigned i = 0; i < app->n_outputs; ++i) {
        app->outputs[i].write(text, n);
    }
}

static void put_capitals(dlg_app_info* app, char const* text, size_t n)
{
    for (size_t i = 0; i < n; ++i) {
        char const c = (char)toupper((unsigned char)text[i]);
        put(app, &c, 1);
    }
}

int init(dlg_app_info* app, char const*** params)
{
    struct state* state = calloc(1, sizeof *state);
    app->data = state;
    for (; *params != NULL; ++params) {
        char* target = strcmp((*params)[0], "suffix") == 0 ? state->suffix
                       : strcmp((*params)[0], "mode") == 0 ? state->mode
                                                           : NULL;
        if (target != NULL) {
            strncpy(target, (*params)[1], sizeof state->suffix - 1);
        }
    }
    if (app->n_inputs != 0 || app->appname != NULL || strcmp(state->mode, "init") == 0) {
        free(state);
        return 3;
    }
    return 0;
}

int run(dlg_app_info* app)
{
    struct state* state = app->data;
    for (unsigned i = 0; i < app->n_inputs; ++i) {
        char buffer[4];
        size_t n;
        while ((n = app->inputs[i].read(buffer, sizeof buffer)) > 0) {
            put_capitals(app, buffer, n);
        }
    }
    put(app, state->suffix, strlen(state->suffix));
    int const code = strcmp(state->mode, "run") == 0 ? 4 : 0;
    free(state);
    return code;
}

void data_written(dlg_app_info* app, char const* uid, char const* data, size_t n)
{
    (void)uid;
    app->running();
    put_capitals(app, data, n);
}

void drop_completed(dlg_app_info* app, char const* uid, drop_status status)
{
    (void)uid;
    (void)status;
    struct state* state = app->data;
    if (++state->completed == app->n_streaming_inputs) {
        const app_status end = strcmp(state->mode, "stream") == 0 ? APP_ERROR : APP_FINISHED;
        free(state);
        app->done(end);
    }
}

/* The C interface of DALiuGE's dynamic-library applications, as Atoll calls them.
 *
 * A library exports init() and run(), or for applications that work on streams data_written() and
 * drop_completed(). Binary layout as in DALiuGE 6: libraries that were built for it run unchanged.
 */
#ifndef ATOLL_DROPS_DLG_APP_H
#define ATOLL_DROPS_DLG_APP_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* States of data drops. */
typedef enum {
    DROP_INITIALIZED,
    DROP_WRITING,
    DROP_COMPLETED,
    DROP_ERROR,
    DROP_EXPIRED,
    DROP_DELETED
} drop_status;

/* States of applications. */
typedef enum { APP_NOT_RUN, APP_RUNNING, APP_FINISHED, APP_ERROR } app_status;

/* A data drop that can be read from beginning to end. read() returns the bytes it has put into
 * buf, 0 at the end. */
typedef struct {
    char* uid;
    char* oid;
    char* name;
    drop_status status;
    size_t (*read)(char* buf, size_t n);
} dlg_input_info;

/* A data drop whose content arrives through data_written(). */
typedef struct {
    char* uid;
    char* oid;
    char* name;
} dlg_streaming_input_info;

/* A data drop that can be written. write() returns the bytes it has taken: n, or less on error. */
typedef struct {
    char* uid;
    char* oid;
    char* name;
    size_t (*write)(char const* buf, size_t n);
} dlg_output_info;

/* What an application is told. Valid, with all it points to, until run() or the last
 * drop_completed() has returned and done() was called. */
typedef struct {
    char* appname; /* NULL, as in DALiuGE */
    char* uid;
    char* oid;
    int* ranks; /* index path of the drop, outermost first */
    unsigned n_ranks;
    dlg_input_info* inputs;
    unsigned n_inputs;
    dlg_streaming_input_info* streaming_inputs; /* NULL: only counted, as in DALiuGE */
    unsigned n_streaming_inputs;
    dlg_output_info* outputs;
    unsigned n_outputs;
    void (*running)(void);    /* streaming: the application has begun */
    void (*done)(app_status); /* streaming: the application has ended */
    void* data;               /* the application's own */
} dlg_app_info;

/* Called before every run (every try of every drop), without inputs and outputs. params is an
 * array of {name, value} texts that ends with NULL. Anything but 0 is a failure. */
int init(dlg_app_info* app, char const*** params);

/* Does the work. Anything but 0 is a failure. */
int run(dlg_app_info* app);

/* Streaming: content of the input called uid has arrived. */
void data_written(dlg_app_info* app, char const* uid, char const* data, size_t n);

/* Streaming: the input called uid has ended. */
void drop_completed(dlg_app_info* app, char const* uid, drop_status status);

#ifdef __cplusplus
}
#endif

#endif /* ATOLL_DROPS_DLG_APP_H */

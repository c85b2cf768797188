"""The ledger that the apps of a session write into when they begin and end, read while it grows."""
import collections
import threading
import time

# A loss that is known to the scheduler is noticed at once, any other after the lost time of links.
LOOK_EVERY = 0.03


class Held:
    """Apps that ran under a process that was harmed, until each has begun again or ended."""

    def __init__(self, kind, apps):
        self.kind, self.apps, self.since, self.until = kind, set(apps), time.time(), None
        if not apps:
            self.until = self.since


class Ledger(threading.Thread):
    """Reads the ledger in a thread of its own. Lines are `begin APP HELPER` and `end APP HELPER`, with the process id of the
    launch helper that runs the app. All members may be read by any thread; times are wall clock."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.path = path
        path.touch()
        self.begins = []  # when apps began, to LOOK_EVERY
        self.ends = collections.Counter()
        self.running = {}  # app -> helper, of those that have begun since they ended last
        self.losses = collections.Counter()  # how often an app that has not ended was running when harm was done
        self.held = []
        self.guard = threading.Lock()  # of `running`, `losses` and `held`
        self.stopped = threading.Event()
        self.rest = ""

    def run(self):
        with self.path.open() as stream:
            while not self.stopped.is_set():
                self.stopped.wait(LOOK_EVERY)
                self.take(stream.read())

    def finish(self):
        """Takes what was written last; nothing is read afterwards."""
        time.sleep(2 * LOOK_EVERY)
        self.stopped.set()
        self.join()

    def take(self, text):
        lines = (self.rest + text).split("\n")
        self.rest = lines.pop()
        with self.guard:
            for line in lines:
                word, app, helper = line.split()
                if word == "begin":
                    self.begins.append(time.time())
                    self.running[app] = int(helper)
                else:
                    self.ends[app] += 1
                    self.running.pop(app, None)
                    self.losses.pop(app, None)
                self.release(app)

    def release(self, app):
        for held in self.held:
            held.apps.discard(app)
            if not held.apps and held.until is None:
                held.until = time.time()

    def lose(self, kind, helpers):
        """Harm of `kind` is about to be done: to the apps under `helpers`, or to all with None."""
        with self.guard:
            apps = [app for app, helper in self.running.items() if helpers is None or helper in helpers]
            self.losses.update(apps)
            self.held.append(Held(kind, apps))

    def most_losses(self):
        with self.guard:
            return max(self.losses.values(), default=0)

    def total_ends(self):
        return sum(self.ends.values())

    def ended_twice(self):
        return sum(times - 1 for times in self.ends.values())

    def begun_since(self, moment):
        return next((when for when in self.begins if when > moment), None)

    def longest_pause(self, since, until):
        """How long no app began at most between two moments, in seconds."""
        times = [since, *(when for when in self.begins if since < when < until), until]
        return max(after - before for before, after in zip(times, times[1:]))

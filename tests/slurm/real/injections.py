#!/usr/bin/env python3
"""Runs sessions on a cluster and does them harm at random moments: nothing may be lost, doubled or done again.

usage: injections.py --atoll PROGRAM --work DIR [--count N] [--seed S] [--kinds KIND,...] [--lanes N]

SLURM_CONF names the cluster; nodes are expected to be on this machine, four for each lane, and have two CPUs or more. The
apps of a session write into one ledger when they begin and end. Only processes of the session at hand are killed: those that
have its folder in their arguments. Lanes run sessions one after the other, beside each other. The next harm is done as soon
as apps begin again; what was stopped goes on 20 s later, whatever happens meanwhile.

For each kind of harm it prints how long no app began; how long it took from the moment in which a process of the session
noticed the loss (its log says when; else the moment of the harm) until apps began again, in new ranks when there had to be
some; and when the last app that was running under what was harmed had begun again or ended.
"""
import argparse
import collections
import os
import pathlib
import random
import shutil
import subprocess
import sys
import threading
import time

from harmed_session import CHAINS, NOTICED, RANKS_NOTICED, Session

# How often each is chosen, relative to the others.
KINDS = {"node_manager": 4, "rank_0": 4, "extension_manager": 5, "helper": 4, "srun": 3, "scancel_extension": 3,
         "scancel_base": 2, "stop_extension": 1, "stop_node_manager": 1, "cut_link": 4}
HARMS_PER_SESSION = 25
APPS_PER_HARM = 28
# Harm to these is harm to all ranks. How long they are given to fall; when they stand then, the harm did nothing to them.
OF_RANKS = {"node_manager", "rank_0", "srun", "scancel_base", "stop_node_manager"}
FALL = 3
# Apps begin again within 5 s on a machine with nothing else to do. More than this is wrong on any; four times that on one that is
# busy with other things.
MOST_BACK = 15
# An app may end and be killed before its process has: more than one in so many harms is no accident.
HARMS_PER_REPEAT = 4


class Harm:
    """What one injection did: seconds without an app that begins, and from the notice of a loss to work."""

    def __init__(self, paused, back):
        self.paused, self.back = paused, back


class Tally:
    """What the lanes have done; any of them may add to it."""

    def __init__(self):
        self.harms = collections.defaultdict(list)
        self.reruns = collections.defaultdict(list)
        self.sessions = self.failed = self.again = 0
        self.guard = threading.Lock()

    def count(self):
        return sum(map(len, self.harms.values()))

    def add(self, kind, harm):
        with self.guard:
            self.harms[kind].append(harm)

    def close(self, session, complaints):
        with self.guard:
            self.sessions += 1
            self.failed += bool(complaints)
            self.again += session.ledger.ended_twice() if session else 0
            for held in session.ledger.held if session else []:
                if held.until is not None:
                    self.reruns[held.kind].append(held.until - held.since)


class Lane:
    """Sessions one after the other, until all harm that was dealt to it is done."""

    def __init__(self, number, arguments, tally, kinds):
        self.number, self.arguments, self.tally, self.kinds = number, arguments, tally, kinds
        self.random = random.Random(f"{arguments.seed}-{number}")

    def say(self, text):
        print(f"{time.monotonic() - started:6.1f} s  lane {self.number}: {text}", flush=True)

    def run(self):
        sessions = 0
        while self.kinds:
            sessions += 1
            session, complaints = self.run_session(sessions)
            self.tally.close(session, complaints)
            for complaint in complaints:
                self.say(f"WRONG: {complaint}")
            if complaints and session and session.jobs():
                subprocess.run(["scancel", *session.jobs()])
                session.wait_for(lambda: not session.jobs())
            if complaints and self.tally.failed > 3:
                return

    def run_session(self, number):
        work = self.arguments.work / f"lane-{self.number}" / f"session-{number}"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        session = None
        try:
            harms = min(len(self.kinds), HARMS_PER_SESSION)
            session = Session(self.arguments.atoll, work, self.random, -(-harms * APPS_PER_HARM // CHAINS) + 3)
            self.say(f"session {number}: {session.folder}")
            session.wait_for(lambda: session.ledger.total_ends() >= 4)
            self.harm(session)
            self.say(f"session {number}: no harm any more, {session.ledger.total_ends()} apps have ended")
            session.finish()
            complaints = list(session.complaints())
            self.say(f"session {number} has ended; apps that ended twice before it was recorded: {session.again}")
            return session, complaints
        except (RuntimeError, TimeoutError, OSError) as problem:
            return session, [str(problem)]

    def harm(self, session):
        """Harms the session until it ends or nothing is left to do."""
        most = CHAINS * (session.levels - 2)
        idle_since = time.monotonic()
        while self.kinds and not session.has_ended() and session.ledger.total_ends() < most:
            # A drop that was running in three lost ranks would be set aside.
            session.wait_for(lambda: session.has_ended() or session.ledger.most_losses() < 2)
            time.sleep(self.random.uniform(0, 0.7))
            for kind in dict.fromkeys(self.kinds):
                if session.has_ended() or self.injure(session, kind):
                    idle_since = time.monotonic()
                    break
            if time.monotonic() - idle_since > 60:
                raise TimeoutError(f"there is nothing to do any of these to: {sorted(set(self.kinds))}")

    def injure(self, session, kind):
        """Does harm of one kind and waits until apps begin again. \\returns whether anything could be done."""
        epoch, moment = session.epoch(), time.time()
        ranks = {process.pid for process, _ in session.ranks()}
        done = getattr(session, kind)(kind)
        if done is None:
            return False
        self.kinds.remove(kind)
        falls = kind in OF_RANKS or "rank" in done
        self.wait_for_work(session, epoch, ranks if falls else set())
        ended = time.time()
        noticed = session.noticed_since(moment, RANKS_NOTICED if falls else NOTICED)
        # Without a word of a loss, or with one that came after the pause, there is nothing but the pause.
        back = ended - (moment if noticed is None or noticed > ended else noticed)
        harm = Harm(session.ledger.longest_pause(moment, ended), back)
        self.tally.add(kind, harm)
        self.say(f"{kind}: {done}; no app began for {harm.paused:.1f} s, {back:.1f} s after the loss was noticed")
        is_busy = os.getloadavg()[0] > 2 * os.cpu_count()
        if back > MOST_BACK * (4 if is_busy else 1) and not session.has_ended():
            raise TimeoutError(f"{kind}: apps began again after {back:.1f} s")
        return True

    @staticmethod
    def wait_for_work(session, epoch, ranks):
        """Until an app begins that the harm could not reach: when one of `ranks` was harmed, in new ranks, or when the old
        ones live on."""
        fallen = time.time() + (FALL if ranks else 0)

        def recovered():
            if session.has_ended():
                return True
            if ranks and session.epoch() == epoch and (time.time() < fallen or
                                                       ranks != {p.pid for p, _ in session.ranks()}):
                return False
            recovered.since = recovered.since or time.time()
            return session.ledger.begun_since(recovered.since) is not None

        recovered.since = None
        session.wait_for(recovered)


def deal(arguments):
    """Kinds of harm in the proportions of KINDS, in random order, in as many heaps as there are lanes."""
    total = sum(KINDS[kind] for kind in arguments.kinds)
    shares = {kind: arguments.count * KINDS[kind] / total for kind in arguments.kinds}
    deck = [kind for kind, share in shares.items() for _ in range(int(share))]
    rest = sorted(shares, key=lambda kind: int(shares[kind]) - shares[kind])
    deck += rest[:arguments.count - len(deck)]
    random.Random(arguments.seed).shuffle(deck)
    return [deck[lane::arguments.lanes] for lane in range(arguments.lanes)]


def summary(values):
    values = sorted(values)
    return f"{values[len(values) // 2]:.1f} s (median), {values[-1]:.1f} s (most)" if values else "never"


def report(tally, arguments):
    for kind, harms in sorted(tally.harms.items()):
        print(f"{kind}: {len(harms)} times, no app began for {summary(harm.paused for harm in harms)}; "
              f"back at work {summary(harm.back for harm in harms)} after the loss was noticed; "
              f"what was running had begun again or ended after {summary(tally.reruns[kind])}")
    if tally.again > max(1, tally.count() / HARMS_PER_REPEAT):
        print(f"WRONG: {tally.again} apps ended twice")
        tally.failed += 1
    print(f"{tally.count()} injections in {tally.sessions} sessions and {time.monotonic() - started:.0f} s, "
          f"{tally.failed} went wrong, {tally.again} apps ended twice, seed {arguments.seed}")
    return tally.failed > 0 or tally.count() < arguments.count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--atoll", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=[*KINDS])
    parser.add_argument("--lanes", type=int, default=2)
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    tally = Tally()
    lanes = [Lane(number, arguments, tally, kinds) for number, kinds in enumerate(deal(arguments), 1) if kinds]
    threads = [threading.Thread(target=lane.run) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.exit(report(tally, arguments))


started = time.monotonic()
if __name__ == "__main__":
    main()

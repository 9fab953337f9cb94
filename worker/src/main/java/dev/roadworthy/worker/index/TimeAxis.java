package dev.roadworthy.worker.index;

import java.util.Arrays;

/** Points in time, in nanoseconds; ascending, except that {@link #firstStepBack} finds where they are not. */
final class TimeAxis {

    private final long[] times;

    /** Takes the array over. */
    TimeAxis(long[] times) {
        this.times = times;
    }

    int size() {
        return times.length;
    }

    long first() {
        return times[0];
    }

    long last() {
        return times[times.length - 1];
    }

    long at(int i) {
        return times[i];
    }

    /** The place of the point nearest to {@code time}, the earlier of two as near; there must be one. */
    int nearest(long time) {
        int after = notBefore(time);
        if (after == times.length) {
            return after - 1;
        }
        if (after == 0) {
            return 0;
        }
        return time - times[after - 1] <= times[after] - time ? after - 1 : after;
    }

    /** The place of the first point at {@code time} or later; {@link #size} where there is none. */
    int notBefore(long time) {
        int found = Arrays.binarySearch(times, time);
        return found >= 0 ? found : -found - 1;
    }

    /** The median of the intervals between neighbours, in nanoseconds; 0 for fewer than two points. */
    long medianInterval() {
        if (times.length < 2) {
            return 0;
        }
        long[] intervals = new long[times.length - 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = times[i + 1] - times[i];
        }
        Arrays.sort(intervals);
        return intervals[intervals.length / 2];
    }

    /** The place before the widest interval; there must be two points. */
    int widestInterval() {
        int widest = 0;
        for (int i = 1; i + 1 < times.length; i++) {
            if (times[i + 1] - times[i] > times[widest + 1] - times[widest]) {
                widest = i;
            }
        }
        return widest;
    }

    /** The place of the first point that is not later than the one before it; -1 where there is none. */
    int firstStepBack() {
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                return i;
            }
        }
        return -1;
    }
}

package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.IndexRequest.Sensor;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RideClockTest {

    private static final long MS = 1_000_000;

    private static TimeAxis every(long ms, long from, int count) {
        return new TimeAxis(
                LongStream.range(0, count).map(i -> (from + i * ms) * MS).toArray());
    }

    private static SensorLog log(TimeAxis times) {
        return new SensorLog(times, List.of());
    }

    private static TimeAxis withGap(long ms) {
        return new TimeAxis(LongStream.range(0, 20)
                .map(i -> (i * 100 + (i >= 10 ? ms - 100 : 0)) * MS)
                .toArray());
    }

    @Test
    void trustsASteadyRide() {
        assertThat(RideClock.jump(every(100, 0, 50), log(every(10, 0, 500)), log(every(1000, 0, 5))))
                .isNull();
        assertThat(RideClock.jump(every(100, 0, 50), SensorLog.NONE, SensorLog.NONE))
                .isNull();
        assertThat(RideClock.jump(every(100, 0, 1), SensorLog.NONE, SensorLog.NONE))
                .isNull();
    }

    @Test
    void findsALeapOfMoreThanFiveSeconds() {
        assertThat(RideClock.jump(withGap(5000), SensorLog.NONE, SensorLog.NONE))
                .isNull();
        assertThat(RideClock.jump(withGap(5001), SensorLog.NONE, SensorLog.NONE))
                .isEqualTo(new Fault(Defect.CLOCK_JUMP, "the frames leap by 5.0 s after 900000000"));
    }

    @Test
    void allowsTenUsualIntervalsToASlowCamera() {
        TimeAxis slow = new TimeAxis(new long[] {0, 2000 * MS, 4000 * MS, 6000 * MS, 26_000 * MS});
        TimeAxis leaping = new TimeAxis(new long[] {0, 2000 * MS, 4000 * MS, 6000 * MS, 26_001 * MS});

        assertThat(RideClock.jump(slow, SensorLog.NONE, SensorLog.NONE)).isNull();
        assertThat(RideClock.jump(leaping, SensorLog.NONE, SensorLog.NONE)).isNotNull();
    }

    @Test
    void findsFramesOutsideOfTheSensors() {
        TimeAxis frames = every(100, 0, 50);

        assertThat(RideClock.jump(frames, log(every(10, 1000, 400)), SensorLog.NONE))
                .isNull();
        assertThat(RideClock.jump(frames, log(every(10, 1001, 400)), SensorLog.NONE))
                .isEqualTo(new Fault(Defect.CLOCK_JUMP, "imu.csv starts 1.0 s after the first frame"));
        assertThat(RideClock.jump(frames, SensorLog.NONE, log(every(1000, 0, 4))))
                .isEqualTo(new Fault(Defect.CLOCK_JUMP, "gps.csv ends 1.9 s before the last frame"));
    }

    @Test
    void findsSamplesThatDoNotAdvance() {
        SensorLog stuck = log(new TimeAxis(new long[] {0, 10 * MS, 10 * MS, 20 * MS}));

        assertThat(RideClock.jump(every(10, 0, 3), stuck, SensorLog.NONE))
                .isEqualTo(new Fault(
                        Defect.CLOCK_JUMP, "imu.csv line 4: its time is not later than that of the line before"));
    }

    @Test
    void looksOnlyForSensorsThatAreAskedFor() {
        Sensor asked = new Sensor(90, 20);

        assertThat(RideClock.missing(Defect.IMU_MISSING, null, SensorLog.NONE)).isNull();
        assertThat(RideClock.missing(Defect.IMU_MISSING, asked, SensorLog.NONE))
                .isEqualTo(new Fault(Defect.IMU_MISSING, "imu.csv is absent or has no samples"));
        assertThat(RideClock.missing(Defect.IMU_MISSING, asked, log(every(10, 0, 50))))
                .isNull();
        assertThat(RideClock.missing(Defect.IMU_MISSING, asked, log(every(20, 0, 50))))
                .isEqualTo(new Fault(Defect.IMU_MISSING, "imu.csv has 50.0 samples/s, 90 are asked for"));
        assertThat(RideClock.missing(Defect.GPS_MISSING, new Sensor(1, 500), log(every(1000, 0, 1))))
                .isEqualTo(new Fault(Defect.GPS_MISSING, "gps.csv has 0.0 samples/s, 1 are asked for"));
    }

    @Test
    void findsFramesFarFromASample() {
        Sensor asked = new Sensor(1, 500);

        assertThat(RideClock.tooFar(Defect.GPS_MISSING, asked, 500.0)).isNull();
        assertThat(RideClock.tooFar(Defect.GPS_MISSING, null, 900.0)).isNull();
        assertThat(RideClock.tooFar(Defect.GPS_MISSING, asked, 700.4))
                .isEqualTo(new Fault(Defect.GPS_MISSING, "the nearest sample is 700 ms away, 500 are allowed"));
    }
}

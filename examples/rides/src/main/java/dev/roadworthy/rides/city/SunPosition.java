package dev.roadworthy.rides.city;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Direction to the sun, by NOAA's "General Solar Position Calculations" (NOAA Global Monitoring Division).
 *
 * @param elevation above the horizon, degrees, without refraction
 * @param azimuth clockwise from north, degrees
 */
public record SunPosition(double elevation, double azimuth) {

    /** The sun seen from a place (WGS84 degrees) at an instant. */
    public static SunPosition at(Instant instant, double latitude, double longitude) {
        OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
        double hour = utc.getHour() + utc.getMinute() / 60.0 + utc.getSecond() / 3600.0;
        int days = utc.toLocalDate().lengthOfYear();
        double year = 2 * Math.PI / days * (utc.getDayOfYear() - 1 + (hour - 12) / 24);
        double minutes = hour * 60 + equationOfTime(year) + 4 * longitude;
        double hourAngle = Math.toRadians(minutes / 4 - 180);
        return seenFrom(Math.toRadians(latitude), declination(year), hourAngle);
    }

    private static SunPosition seenFrom(double latitude, double declination, double hourAngle) {
        double sinLat = StrictMath.sin(latitude);
        double cosLat = StrictMath.cos(latitude);
        double sinElevation =
                sinLat * StrictMath.sin(declination) + cosLat * StrictMath.cos(declination) * StrictMath.cos(hourAngle);
        double azimuth = StrictMath.atan2(
                StrictMath.sin(hourAngle), StrictMath.cos(hourAngle) * sinLat - StrictMath.tan(declination) * cosLat);
        double elevation = StrictMath.asin(Math.clamp(sinElevation, -1.0, 1.0));
        return new SunPosition(Math.toDegrees(elevation), Math.toDegrees(azimuth) + 180);
    }

    /** Minutes between solar and clock noon. */
    private static double equationOfTime(double year) {
        return 229.18
                * (0.000075
                        + 0.001868 * StrictMath.cos(year)
                        - 0.032077 * StrictMath.sin(year)
                        - 0.014615 * StrictMath.cos(2 * year)
                        - 0.040849 * StrictMath.sin(2 * year));
    }

    /** Radians. */
    private static double declination(double year) {
        return 0.006918
                - 0.399912 * StrictMath.cos(year)
                + 0.070257 * StrictMath.sin(year)
                - 0.006758 * StrictMath.cos(2 * year)
                + 0.000907 * StrictMath.sin(2 * year)
                - 0.002697 * StrictMath.cos(3 * year)
                + 0.00148 * StrictMath.sin(3 * year);
    }
}

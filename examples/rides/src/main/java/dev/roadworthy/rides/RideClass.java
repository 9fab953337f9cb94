package dev.roadworthy.rides;

import java.util.Optional;

/** Raw mask values of generated rides, with the colour that contact sheets paint them in (0xRRGGBB). */
public enum RideClass {
    OTHER(0, 0x606060),
    ROAD(1, 0x804080),
    SIDEWALK(2, 0xF423E8),
    BICYCLIST(3, 0xFF3030),
    CAR(4, 0x2040FF),
    PEDESTRIAN(5, 0xFFB000),
    CROSSING(6, 0xFFFFFF),
    BUILDING(7, 0x9C6644),
    SKY(8, 0x70C0FF),
    VEGETATION(9, 0x30A030);

    private static final RideClass[] BY_VALUE = values();

    private final int value;
    private final int colour;

    RideClass(int value, int colour) {
        this.value = value;
        this.colour = colour;
    }

    /** The value that a mask pixel of this class holds. */
    public int value() {
        return value;
    }

    public int colour() {
        return colour;
    }

    /** The class of a mask value; empty for a value that no class has. */
    public static Optional<RideClass> of(int value) {
        return value >= 0 && value < BY_VALUE.length ? Optional.of(BY_VALUE[value]) : Optional.empty();
    }
}

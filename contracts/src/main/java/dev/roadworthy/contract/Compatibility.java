package dev.roadworthy.contract;

import java.util.List;

/**
 * What a model needs of a vehicle.
 *
 * @param hardware names of the hardware that it was evaluated for, at least one; sorted, each once
 * @param onnxRuntime a range of versions of ONNX Runtime, for example {@code >=1.17} or {@code >=1.17 <2}
 * @param minFreeMiB MiB that are free on the vehicle's model store before an installation
 */
public record Compatibility(List<String> hardware, String onnxRuntime, int minFreeMiB) {

    /**
     * Takes the needs; the order of {@code hardware} says nothing and is not kept.
     *
     * @throws IllegalArgumentException where no hardware is named, or {@code minFreeMiB} is negative
     */
    public Compatibility {
        if (hardware.isEmpty() || hardware.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("hardware names no hardware; expected at least one name");
        }
        if (minFreeMiB < 0) {
            throw new IllegalArgumentException("minFreeMiB is %d; expected 0 or more".formatted(minFreeMiB));
        }
        hardware = hardware.stream().distinct().sorted().toList();
    }
}

package dev.roadworthy.rides;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Which ride gets which defect.
 *
 * @param byRide index of a ride to its defect
 * @param original index of the ride that a duplicate copies; it has no defect of its own
 */
record DefectPlan(Map<Integer, Defect> byRide, int original) {

    static DefectPlan draw(RideRequest request) {
        SplittableRandom random = new SplittableRandom(request.seed() ^ 0xDEFECL);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < request.rides(); i++) {
            order.add(random.nextInt(i + 1), i);
        }
        Map<Integer, Defect> byRide = new TreeMap<>();
        int next = 0;
        for (Defect defect : Defect.values()) {
            if (request.defects().contains(defect)) {
                byRide.put(order.get(next++), defect);
            }
        }
        return new DefectPlan(Map.copyOf(byRide), order.getLast());
    }
}

package dev.roadworthy.story;

import java.util.List;
import java.util.Map;

/** Somebody commits the candidate's digest. */
record DecidedByCommit(Stage stage, Releases releases) implements Decisions {

    @Override
    public void ask() throws Exception {
        Board board = stage.board();
        board.chapter("its release waits for approval", () -> releases.candidate(Releases.PASSED));
        board.chapter("another digest approves nothing", () -> releases.wronglyApproved(Releases.PASSED));
    }

    @Override
    public void decide(Scooters scooters) throws Exception {
        Board board = stage.board();
        board.chapter("a commit approves it", () -> releases.approved(Releases.PASSED));
        board.chapter("a canary takes it, then all", () -> releases.rolledOut(Releases.PASSED, scooters));
        Map<String, String> before = scooters.running();
        board.chapter("the other model is approved", () -> {
            releases.candidate(Releases.SLOW);
            return releases.approved(Releases.SLOW);
        });
        board.chapter(
                "its canary is too slow, and returns", () -> releases.rolledBack(Releases.SLOW, scooters, before));
    }

    @Override
    public List<String> next() {
        return List.of("change a gate in %s, apply it, and see the candidate change"
                .formatted(stage.git().manifest("evaluation-b.yaml")));
    }
}

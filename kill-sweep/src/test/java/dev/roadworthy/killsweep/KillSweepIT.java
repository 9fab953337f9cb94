package dev.roadworthy.killsweep;

import java.nio.file.Path;
import java.util.List;

/** Releases that are approved by the field of their spec. */
class KillSweepIT extends KillSweep {

    @Override
    String name() {
        return "field";
    }

    @Override
    Plot plot(String operator, Path directory) {
        return new Plot(new ApproversByField(), new RolledOut());
    }

    /** One of each kind that stands between two writes to others. */
    @Override
    List<String> sample() {
        return List.of(
                "PUT s3 signed/…",
                "PUT s3 lines/…",
                "PUT s3 ledger/sha256/…",
                "PUT s3 ledger/signatures/…",
                "PUT s3 openlineage/pending/…",
                "POST collector, COMPLETE",
                "PUT s3 openlineage/sent/…",
                "DELETE s3 openlineage/pending/…",
                "status Signed",
                "PATCH jobs",
                "PUT campaign, wave 0");
    }
}

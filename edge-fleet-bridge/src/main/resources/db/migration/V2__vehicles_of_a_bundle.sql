-- Who has run this bundle? The primary key answers only what this vehicle has run.
CREATE INDEX reports_by_bundle ON reports (running, vehicle);

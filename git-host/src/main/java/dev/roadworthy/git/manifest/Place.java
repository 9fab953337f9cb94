package dev.roadworthy.git.manifest;

/**
 * Where a manifest stands.
 *
 * @param document of the file, from 0
 * @param item of the manifests in the document, from 0: a list holds several
 * @param line of the file, from 1
 */
record Place(String path, int document, int item, int line) {

    @Override
    public String toString() {
        return "%s line %d".formatted(path, line);
    }
}

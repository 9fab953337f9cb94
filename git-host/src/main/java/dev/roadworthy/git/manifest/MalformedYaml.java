package dev.roadworthy.git.manifest;

/** A file or document that cannot be read. The message says why, and the line where that is known. */
final class MalformedYaml extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedYaml(String message) {
        super(message);
    }
}

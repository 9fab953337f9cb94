package dev.roadworthy.worker.index;

/** A file of a recording cannot be read. The message starts with its name, and the line where it has one. */
final class MalformedRecordingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;

    MalformedRecordingException(String file, String what) {
        super(file + ": " + what);
        this.what = file + ": " + what;
    }

    MalformedRecordingException(String file, long line, String what) {
        this(file + " line " + line, what);
    }

    String what() {
        return what;
    }
}

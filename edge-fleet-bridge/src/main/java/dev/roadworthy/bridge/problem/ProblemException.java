package dev.roadworthy.bridge.problem;

import java.util.Map;
import java.util.TreeMap;

/** A request that is not answered as asked. It is no defect, so it has no stack trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String where;
    private final String fix;

    @SuppressWarnings("serial") // a TreeMap of strings
    private final Map<String, String> headers = new TreeMap<>();

    /**
     * A problem.
     *
     * @param what is wrong
     * @param where a member of the body, a header, or a part of the path
     * @param fix what to do
     */
    public ProblemException(Reason reason, String what, String where, String fix) {
        super(what, null, false, false);
        this.reason = reason;
        this.where = where;
        this.fix = fix;
    }

    /** Sets a header of the answer. */
    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Reason reason() {
        return reason;
    }

    public String where() {
        return where;
    }

    public String fix() {
        return fix;
    }

    Map<String, String> headers() {
        return headers;
    }
}

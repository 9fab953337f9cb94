package dev.roadworthy.bridge.problem;

/**
 * The document of RFC 9457, {@value #MEDIA_TYPE}, with two members of our own.
 *
 * @param status of the answer
 * @param title the reason, one of a closed list
 * @param detail what is wrong
 * @param instance the path that was asked
 * @param where a member of the body, a header, or a part of the path
 * @param fix what to do
 */
public record Problem(int status, String title, String detail, String instance, String where, String fix) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemException e, String path) {
        String detail = String.valueOf(e.getMessage());
        return new Problem(e.reason().status(), e.reason().id(), detail, path, e.where(), e.fix());
    }
}

package dev.roadworthy.git.repository;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/** JGit's connections, with the last status seen: its exceptions tell it in words only. */
final class ObservedConnections implements HttpConnectionFactory {

    private static final int NONE = 0;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private int status = NONE;
    private Optional<String> retryAfter = Optional.empty();
    private Optional<String> location = Optional.empty();

    @Override
    public HttpConnection create(URL url) throws IOException {
        return new Observed(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new Observed(url, proxy);
    }

    /** Whether a server answered at all, and not that it is overloaded or broken. */
    boolean isRefusal() {
        return status != NONE && status < SERVER_ERROR && status != TOO_MANY_REQUESTS;
    }

    boolean isRedirect() {
        return status / 100 == 3;
    }

    boolean isUnauthorized() {
        return status == HttpURLConnection.HTTP_UNAUTHORIZED;
    }

    boolean isForbidden() {
        return status == HttpURLConnection.HTTP_FORBIDDEN;
    }

    boolean isNotFound() {
        return status == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Where it redirects to. */
    String location() {
        return location.orElse("elsewhere");
    }

    @Override
    public String toString() {
        if (status == NONE) {
            return "does not answer";
        }
        return "answers " + status
                + retryAfter.map(after -> ", Retry-After: " + after).orElse("");
    }

    private final class Observed extends JDKHttpConnection {

        Observed(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        @Override
        public int getResponseCode() throws IOException {
            status = NONE;
            status = super.getResponseCode();
            retryAfter = Optional.ofNullable(getHeaderField("Retry-After"));
            location = Optional.ofNullable(getHeaderField("Location"));
            return status;
        }
    }
}

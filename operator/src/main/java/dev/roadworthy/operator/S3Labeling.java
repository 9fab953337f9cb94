package dev.roadworthy.operator;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.controller.port.Labeling;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks at task folders in S3: lists masks, and reads none. */
public final class S3Labeling implements Labeling {

    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final Pattern MASK = Pattern.compile(".*/[0-9a-f]{16}\\.png");

    private final S3Client s3;

    public S3Labeling(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public Progress look(String folder) throws Refused, Unavailable {
        URI uri = URI.create(folder);
        try {
            return new Progress(masks(uri), handIn(uri));
        } catch (NoSuchBucketException e) {
            throw new Refused("%s cannot be looked at: there is no such bucket; create it".formatted(folder));
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN) {
                throw new Refused(
                        "%s cannot be looked at: the operator's identity may not; grant it s3:ListBucket and s3:GetObject"
                                .formatted(folder));
            }
            throw new Unavailable(
                    "%s cannot be looked at: the store answered %d; look at the store"
                            .formatted(folder, e.statusCode()),
                    e);
        } catch (SdkException e) {
            throw new Unavailable(
                    "%s cannot be looked at: the store does not answer; check that it runs".formatted(folder), e);
        }
    }

    private int masks(URI folder) {
        return Math.toIntExact(s3
                .listObjectsV2Paginator(
                        request -> request.bucket(folder.getHost()).prefix(key(folder, TaskList.MASKS)))
                .contents()
                .stream()
                .filter(object -> MASK.matcher(object.key()).matches())
                .count());
    }

    /** Written again, even with the same content, it is another hand-in. */
    private @Nullable Digest handIn(URI folder) {
        try {
            HeadObjectResponse done =
                    s3.headObject(request -> request.bucket(folder.getHost()).key(key(folder, TaskList.DONE)));
            return Digest.of("%s %s".formatted(done.eTag(), done.lastModified()).getBytes(StandardCharsets.UTF_8));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private static String key(URI folder, String name) {
        return folder.getPath().substring(1) + name;
    }
}

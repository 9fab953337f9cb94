package dev.roadworthy.worker.store;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Clients of S3 and of what speaks like it. */
public final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private S3Clients() {}

    /** A client with the credentials, region and endpoint that the process was given, found as AWS's SDKs find them. */
    public static S3Client ambient() {
        return base(endpointIsSet()).region(ambientRegion()).build();
    }

    /** A client with these keys. */
    public static S3Client of(S3Access access) {
        S3ClientBuilder builder = base(access.endpoint() != null)
                .region(access.region() == null ? Region.US_EAST_1 : Region.of(access.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        access.sessionToken() == null
                                ? AwsBasicCredentials.create(access.accessKeyId(), access.secretAccessKey())
                                : AwsSessionCredentials.create(
                                        access.accessKeyId(), access.secretAccessKey(), access.sessionToken())));
        if (access.endpoint() != null) {
            builder.endpointOverride(URI.create(access.endpoint()));
        }
        return builder.build();
    }

    // Path style where an endpoint is named: a store of one's own seldom has a DNS name for each bucket. Checksums
    // only where we ask for them: such stores may not know the trailing ones that the SDK would add.
    private static S3ClientBuilder base(boolean pathStyle) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .forcePathStyle(pathStyle)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD));
    }

    private static boolean endpointIsSet() {
        return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL").anyMatch(name -> System.getenv(name) != null)
                || Stream.of("aws.endpointUrlS3", "aws.endpointUrl").anyMatch(name -> System.getProperty(name) != null);
    }

    private static Region ambientRegion() {
        @Nullable Region region = null;
        try {
            region =
                    SdkSystemSetting.AWS_REGION.getStringValue().map(Region::of).orElse(null);
            if (region == null && !endpointIsSet()) {
                region = DefaultAwsRegionProviderChain.builder().build().getRegion();
            }
        } catch (SdkClientException e) {
            // No region anywhere: the signature still needs a name.
        }
        return region == null ? Region.US_EAST_1 : region;
    }
}

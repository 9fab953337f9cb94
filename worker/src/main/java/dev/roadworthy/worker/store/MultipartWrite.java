package dev.roadworthy.worker.store;

import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Writes a large file in parts, one after the other, each read from disk and held in memory once. Each part carries its
 * SHA-256; the condition stands on the completion.
 *
 * @param partBytes bytes of each part but the last
 */
record MultipartWrite(S3Client s3, String bucket, String key, Path file, int partBytes) implements S3Artifacts.Write {

    @Override
    public void attempt() throws IOException {
        String upload = s3.createMultipartUpload(CreateMultipartUploadRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .build())
                .uploadId();
        try {
            List<CompletedPart> parts = uploadParts(upload);
            s3.completeMultipartUpload(CompleteMultipartUploadRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .ifNoneMatch("*")
                    .multipartUpload(
                            CompletedMultipartUpload.builder().parts(parts).build())
                    .build());
        } catch (IOException | RuntimeException e) {
            abort(upload, e);
            throw e;
        }
    }

    private List<CompletedPart> uploadParts(String upload) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] part = in.readNBytes(partBytes); part.length > 0; part = in.readNBytes(partBytes)) {
                parts.add(uploadPart(upload, parts.size() + 1, part));
            }
        }
        return parts;
    }

    private CompletedPart uploadPart(String upload, int number, byte[] part) {
        String checksum = Base64.getEncoder().encodeToString(Digest.sha256().digest(part));
        String etag = s3.uploadPart(
                        UploadPartRequest.builder()
                                .bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .checksumSHA256(checksum)
                                .build(),
                        RequestBody.fromBytes(part))
                .eTag();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(etag)
                .checksumSHA256(checksum)
                .build();
    }

    // Parts of an upload that is never completed are stored, and paid for, until someone aborts it.
    private void abort(String upload, Exception cause) {
        try {
            s3.abortMultipartUpload(AbortMultipartUploadRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .build());
        } catch (SdkException e) {
            cause.addSuppressed(e);
        }
    }
}

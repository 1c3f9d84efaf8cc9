package dev.e2ei.core.client;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.net.URI;
import java.time.Duration;

/** The fields of a request within a snapshot. */
final class EnrollmentRequestCodec implements RowCodec<EnrollmentRequest> {
    @Override
    public void write(EnrollmentRequest value, RowWriter out) {
        out.text(value.clientId().toString());
        out.text(value.displayName());
        out.text(value.handle().toString());
        out.u8(value.team().isPresent() ? 1 : 0);
        out.text(value.team().orElse(""));
        out.u64(value.expiry().getSeconds());
        out.u32(value.expiry().getNano());
        out.u32(value.ciphersuite().id());
        out.text(value.acmeDirectory().map(URI::toString).orElse(""));
    }

    @Override
    public EnrollmentRequest read(RowReader in) {
        try {
            EnrollmentRequest.Builder builder = EnrollmentRequest.builder()
                    .clientId(in.text())
                    .displayName(in.text())
                    .handle(in.text());
            boolean withTeam = in.u8() == 1;
            String team = in.text();
            if (withTeam) {
                builder.team(team);
            }
            builder.expiry(Duration.ofSeconds(in.u64(), in.u32()))
                    .ciphersuite(Ciphersuite.ofId(in.u32()).orElseThrow(RowReader::corrupt));
            String directory = in.text();
            if (!directory.isEmpty()) {
                builder.acmeDirectory(URI.create(directory));
            }
            return builder.build();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw RowReader.corrupt();
        }
    }
}

/**
 * Storage in one append-only file.
 *
 * @provides dev.e2ei.spi.storage.StorageProvider as {@code file}
 */
module dev.e2ei.storage.file {
    requires dev.e2ei.api;
    requires static com.google.auto.service;
    requires static org.jspecify;

    provides dev.e2ei.spi.storage.StorageProvider with
            dev.e2ei.storage.file.FileStorageProvider;
}

/** Storage in one append-only file. */
module dev.e2ei.storage.file {
    requires dev.e2ei.api;
    requires static com.google.auto.service;
    requires static org.jspecify;
}

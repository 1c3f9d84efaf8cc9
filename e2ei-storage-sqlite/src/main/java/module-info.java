/**
 * Storage in SQLite.
 *
 * @provides dev.e2ei.spi.storage.StorageProvider as {@code sqlite}
 */
module dev.e2ei.storage.sqlite {
    requires dev.e2ei.api;
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires static com.google.auto.service;
    requires static org.jspecify;

    provides dev.e2ei.spi.storage.StorageProvider with
            dev.e2ei.storage.sqlite.SqliteStorageProvider;
}

package dev.e2ei.tck;

import java.util.List;

/**
 * A signature of an RFC.
 *
 * @param suites the ciphersuites with this scheme
 * @param privateKey in hexadecimal
 * @param publicKey in hexadecimal
 * @param message what is signed, as text
 * @param signature in hexadecimal
 */
record SignatureExample(List<Integer> suites, String privateKey, String publicKey, String message, String signature) {
    /** RFC 8032, 7.1, test 1 and 7.4, blank; RFC 6979, A.2.5, A.2.6 and A.2.7 with the hash of the curve's size. */
    static final List<SignatureExample> ALL = List.of(
            new SignatureExample(
                    List.of(1, 3),
                    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                    "",
                    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                            + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
            new SignatureExample(
                    List.of(4, 6),
                    "6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3"
                            + "528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b",
                    "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778"
                            + "edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180",
                    "",
                    "533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f"
                            + "2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd3980ff0d2028d4b18a"
                            + "9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4db"
                            + "b61149f05a7363268c71d95808ff2e652600"),
            new SignatureExample(
                    List.of(2),
                    "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
                    "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                            + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
                    "sample",
                    "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                            + "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"),
            new SignatureExample(
                    List.of(7),
                    "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d8"
                            + "96d5724e4c70a825f872c9ea60d2edf5",
                    "04ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64"
                            + "def8f0ea9055866064a254515480bc138015d9b72d7d57244ea8ef9ac0c62189"
                            + "6708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd2533264720",
                    "sample",
                    "306602310094edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c"
                            + "81a648152e44acf96e36dd1e80fabe4602310099ef4aeb15f178cea1fe40db2603"
                            + "138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8"),
            new SignatureExample(
                    List.of(5),
                    "00fad06daa62ba3b25d2fb40133da757205de67f5bb0018fee8c86e1b68c7e75caa8"
                            + "96eb32f1f47c70855836a6d16fcc1466f6d8fbec67db89ec0c08b0e996b83538",
                    "0401894550d0785932e00eaa23b694f213f8c3121f86dc97a04e5a7167db4e5bcd37"
                            + "1123d46e45db6b5d5370a7f20fb633155d38ffa16d2bd761dcac474b9a2f5023a4"
                            + "00493101c962cd4d2fddf782285e64584139c2f91b47f87ff82354d6630f746a28a0"
                            + "db25741b5b34a828008b22acc23f924faafbd4d33f81ea66956dfeaa2bfdfcf5",
                    "sample",
                    "308187024200c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f"
                            + "174e25a1ee9017b5d450606add152b534931d7d4e8455cc91f9b15bf05ec36e377fa"
                            + "0241617cce7cf5064806c467f678d3b4080d6f1cc50af26ca209417308281b68af2826"
                            + "23eaa63e5b5c0723d8b8c37ff0777b1a20f8ccb1dccc43997f1ee0e44da4a67a"));
}

-- +goose Up
-- Places of today and of before 1 July 2025, when 63 provinces became 34 and
-- districts ceased to exist. A two-digit code alone is ambiguous: seven of them
-- changed their meaning that day, so every code stands beside its dates.

CREATE TABLE region (
	code     text PRIMARY KEY,
	name     text NOT NULL,
	name_en  text NOT NULL,
	position smallint NOT NULL UNIQUE
);
COMMENT ON TABLE region IS 'The six socio-economic regions; membership is data because it was redrawn in 2025.';

CREATE TABLE province (
	code        text PRIMARY KEY CHECK (code ~ '^[0-9]{2}$'),
	name        text NOT NULL UNIQUE,
	full_name   text NOT NULL,
	name_en     text NOT NULL,
	slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	kind        text NOT NULL CHECK (kind IN ('province', 'city')),
	region_code text NOT NULL REFERENCES region,
	lat         double precision NOT NULL CHECK (lat BETWEEN 6 AND 24),
	lon         double precision NOT NULL CHECK (lon BETWEEN 101 AND 118),
	communes    integer NOT NULL CHECK (communes > 0),
	seat        text NOT NULL,
	valid_from  date NOT NULL DEFAULT '2025-07-01'
);
COMMENT ON TABLE province IS 'The 34 provinces and centrally-run cities since 1 July 2025 (Resolution 202/2025/QH15).';
COMMENT ON COLUMN province.lat IS 'Centre of the province, for maps and "about here"; never a maker''s address.';

CREATE TABLE former_place (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	code          text CHECK (code ~ '^[0-9]{2}$'),
	name          text NOT NULL,
	slug          text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	province_code text NOT NULL REFERENCES province,
	valid_to      date NOT NULL DEFAULT '2025-06-30',
	UNIQUE (code, name)
);
COMMENT ON TABLE former_place IS 'The 63 provinces until 30 June 2025, and older names, each with the province it is part of now.';
COMMENT ON COLUMN former_place.code IS 'The code it had then. The same digits may mean another province today.';
CREATE INDEX former_place_province ON former_place (province_code);

CREATE TABLE commune (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	province_code text NOT NULL REFERENCES province,
	name          text NOT NULL CHECK (name <> ''),
	folded        text NOT NULL CHECK (folded <> ''),
	code          text CHECK (code ~ '^[0-9]{5}$'),
	valid_from    date,
	valid_to      date,
	CHECK (valid_from <= valid_to),
	UNIQUE (province_code, folded)
);
COMMENT ON TABLE commune IS 'Communes as they appear in published lists. Without dates it is not known whether the name is of before or after 1 July 2025.';

CREATE TABLE product_group (
	slug     text PRIMARY KEY CHECK (slug ~ '^[a-z]+$'),
	name     text NOT NULL,
	name_en  text NOT NULL,
	position smallint NOT NULL UNIQUE
);
COMMENT ON TABLE product_group IS 'The six sectors (ngành) of Annex I, Decision 26/2026/QĐ-TTg.';

CREATE TABLE criteria_generation (
	slug       text PRIMARY KEY,
	name       text NOT NULL,
	valid_from date NOT NULL,
	valid_to   date,
	CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE criteria_generation IS 'The decisions under which stars were and are given. A certificate stays under its own until it ends.';

CREATE TABLE criteria_set (
	generation text NOT NULL REFERENCES criteria_generation,
	number     smallint NOT NULL CHECK (number BETWEEN 1 AND 26),
	group_slug text NOT NULL REFERENCES product_group,
	family     text,
	family_en  text,
	name       text NOT NULL,
	name_en    text NOT NULL,
	PRIMARY KEY (generation, number)
);
COMMENT ON TABLE criteria_set IS 'The 26 criteria sets (bộ sản phẩm) of Annex II.';
COMMENT ON COLUMN criteria_set.family IS 'The group (nhóm) between sector and set, where Annex I names one.';

INSERT INTO region (code, name, name_en, position) VALUES
	('TDMNPB', 'Trung du và miền núi phía Bắc', 'Northern Midlands and Mountains', 1),
	('DBSH', 'Đồng bằng sông Hồng', 'Red River Delta', 2),
	('BTB', 'Bắc Trung Bộ', 'North Central Coast', 3),
	('NTBTN', 'Duyên hải Nam Trung Bộ và Tây Nguyên', 'South Central Coast and Central Highlands', 4),
	('DNB', 'Đông Nam Bộ', 'South East', 5),
	('DBSCL', 'Đồng bằng sông Cửu Long', 'Mekong Delta', 6);

INSERT INTO product_group (slug, name, name_en, position) VALUES
	('food', 'Thực phẩm', 'Food', 1),
	('beverage', 'Đồ uống', 'Drinks', 2),
	('herbal', 'Dược liệu và sản phẩm từ dược liệu', 'Medicinal herbs and their products', 3),
	('handicraft', 'Hàng thủ công mỹ nghệ', 'Handicrafts', 4),
	('ornamental', 'Sinh vật cảnh', 'Ornamental plants and animals', 5),
	('tourism', 'Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch', 'Community tourism, ecotourism and tourist sites', 6);

INSERT INTO criteria_generation (slug, name, valid_from, valid_to) VALUES
	('qd1048-2019', 'Quyết định 1048/QĐ-TTg (2019), sửa đổi bởi 781/QĐ-TTg (2020)', '2019-08-21', '2023-02-23'),
	('qd148-2023', 'Quyết định 148/QĐ-TTg (2023)', '2023-02-24', '2026-05-21'),
	('qd26-2026', 'Quyết định 26/2026/QĐ-TTg', '2026-05-22', NULL);

INSERT INTO province (code, name, full_name, name_en, slug, kind, region_code, lat, lon, communes, seat) VALUES
	('01', 'Hà Nội', 'Thành phố Hà Nội', 'Hanoi City', 'ha-noi', 'city', 'DBSH', 21.0, 105.698, 126, 'Hà Nội'),
	('04', 'Cao Bằng', 'Tỉnh Cao Bằng', 'Cao Bang Province', 'cao-bang', 'province', 'TDMNPB', 22.746, 106.083, 56, 'Cao Bằng'),
	('08', 'Tuyên Quang', 'Tỉnh Tuyên Quang', 'Tuyen Quang Province', 'tuyen-quang', 'province', 'TDMNPB', 22.49, 105.099, 124, 'Tuyên Quang'),
	('11', 'Điện Biên', 'Tỉnh Điện Biên', 'Dien Bien Province', 'dien-bien', 'province', 'TDMNPB', 21.711, 103.021, 45, 'Điện Biên Phủ'),
	('12', 'Lai Châu', 'Tỉnh Lai Châu', 'Lai Chau Province', 'lai-chau', 'province', 'TDMNPB', 22.318, 103.185, 38, 'Lai Châu'),
	('14', 'Sơn La', 'Tỉnh Sơn La', 'Son La Province', 'son-la', 'province', 'TDMNPB', 21.195, 104.069, 75, 'Sơn La'),
	('15', 'Lào Cai', 'Tỉnh Lào Cai', 'Lao Cai Province', 'lao-cai', 'province', 'TDMNPB', 22.06, 104.347, 99, 'Yên Bái'),
	('19', 'Thái Nguyên', 'Tỉnh Thái Nguyên', 'Thai Nguyen Province', 'thai-nguyen', 'province', 'TDMNPB', 22.024, 105.824, 92, 'Thái Nguyên'),
	('20', 'Lạng Sơn', 'Tỉnh Lạng Sơn', 'Lang Son Province', 'lang-son', 'province', 'TDMNPB', 21.84, 106.619, 65, 'Lạng Sơn'),
	('22', 'Quảng Ninh', 'Tỉnh Quảng Ninh', 'Quang Ninh Province', 'quang-ninh', 'province', 'DBSH', 21.264, 107.223, 54, 'Hạ Long'),
	('24', 'Bắc Ninh', 'Tỉnh Bắc Ninh', 'Bac Ninh Province', 'bac-ninh', 'province', 'DBSH', 21.315, 106.414, 99, 'Bắc Giang'),
	('25', 'Phú Thọ', 'Tỉnh Phú Thọ', 'Phu Tho Province', 'phu-tho', 'province', 'TDMNPB', 21.015, 105.284, 148, 'Việt Trì'),
	('31', 'Hải Phòng', 'Thành phố Hải Phòng', 'Haiphong City', 'hai-phong', 'city', 'DBSH', 20.876, 106.47, 114, 'Thủy Nguyên'),
	('33', 'Hưng Yên', 'Tỉnh Hưng Yên', 'Hung Yen Province', 'hung-yen', 'province', 'DBSH', 20.619, 106.271, 104, 'Hưng Yên'),
	('37', 'Ninh Bình', 'Tỉnh Ninh Bình', 'Ninh Binh Province', 'ninh-binh', 'province', 'DBSH', 20.312, 106.046, 129, 'Hoa Lư'),
	('38', 'Thanh Hóa', 'Tỉnh Thanh Hóa', 'Thanh Hoa Province', 'thanh-hoa', 'province', 'BTB', 20.047, 105.317, 166, 'Thanh Hóa'),
	('40', 'Nghệ An', 'Tỉnh Nghệ An', 'Nghe An Province', 'nghe-an', 'province', 'BTB', 19.237, 104.944, 130, 'Vinh'),
	('42', 'Hà Tĩnh', 'Tỉnh Hà Tĩnh', 'Ha Tinh Province', 'ha-tinh', 'province', 'BTB', 18.291, 105.735, 69, 'Hà Tĩnh'),
	('44', 'Quảng Trị', 'Tỉnh Quảng Trị', 'Quang Tri Province', 'quang-tri', 'province', 'BTB', 17.24, 106.527, 78, 'Đồng Hới'),
	('46', 'Huế', 'Thành phố Huế', 'Hue City', 'hue', 'city', 'BTB', 16.332, 107.517, 40, 'Huế'),
	('48', 'Đà Nẵng', 'Thành phố Đà Nẵng', 'Da Nang City', 'da-nang', 'city', 'NTBTN', 15.631, 107.966, 94, 'Đà Nẵng'),
	('51', 'Quảng Ngãi', 'Tỉnh Quảng Ngãi', 'Quang Ngai Province', 'quang-ngai', 'province', 'NTBTN', 14.769, 108.143, 96, 'Quảng Ngãi'),
	('52', 'Gia Lai', 'Tỉnh Gia Lai', 'Gia Lai Province', 'gia-lai', 'province', 'NTBTN', 13.89, 108.438, 135, 'Quy Nhơn'),
	('56', 'Khánh Hòa', 'Tỉnh Khánh Hòa', 'Khanh Hoa Province', 'khanh-hoa', 'province', 'NTBTN', 12.069, 108.961, 65, 'Nha Trang'),
	('66', 'Đắk Lắk', 'Tỉnh Đắk Lắk', 'Dak Lak Province', 'dak-lak', 'province', 'NTBTN', 12.922, 108.444, 102, 'Buôn Ma Thuột'),
	('68', 'Lâm Đồng', 'Tỉnh Lâm Đồng', 'Lam Dong Province', 'lam-dong', 'province', 'NTBTN', 11.674, 107.968, 124, 'Đà Lạt'),
	('75', 'Đồng Nai', 'Thành phố Đồng Nai', 'Dong Nai City', 'dong-nai', 'city', 'DNB', 11.437, 107.034, 95, 'Biên Hòa'),
	('79', 'Hồ Chí Minh', 'Thành phố Hồ Chí Minh', 'Ho Chi Minh City', 'ho-chi-minh', 'city', 'DNB', 10.891, 106.846, 168, 'TP. Hồ Chí Minh'),
	('80', 'Tây Ninh', 'Tỉnh Tây Ninh', 'Tay Ninh Province', 'tay-ninh', 'province', 'DNB', 11.05, 106.165, 96, 'Tân An'),
	('82', 'Đồng Tháp', 'Tỉnh Đồng Tháp', 'Dong Thap Province', 'dong-thap', 'province', 'DBSCL', 10.495, 105.9, 102, 'Mỹ Tho'),
	('86', 'Vĩnh Long', 'Tỉnh Vĩnh Long', 'Vinh Long Province', 'vinh-long', 'province', 'DBSCL', 9.995, 106.292, 124, 'Vĩnh Long'),
	('91', 'An Giang', 'Tỉnh An Giang', 'An Giang Province', 'an-giang', 'province', 'DBSCL', 10.179, 105.096, 102, 'Rạch Giá'),
	('92', 'Cần Thơ', 'Thành phố Cần Thơ', 'Can Tho City', 'can-tho', 'city', 'DBSCL', 9.744, 105.757, 103, 'Cần Thơ'),
	('96', 'Cà Mau', 'Tỉnh Cà Mau', 'Ca Mau Province', 'ca-mau', 'province', 'DBSCL', 9.136, 105.182, 64, 'Cà Mau');

INSERT INTO former_place (code, name, slug, province_code) VALUES
	('01', 'Hà Nội', 'ha-noi', '01'),
	('02', 'Hà Giang', 'ha-giang', '08'),
	('04', 'Cao Bằng', 'cao-bang', '04'),
	('06', 'Bắc Kạn', 'bac-kan', '19'),
	('08', 'Tuyên Quang', 'tuyen-quang', '08'),
	('10', 'Lào Cai', 'lao-cai', '15'),
	('11', 'Điện Biên', 'dien-bien', '11'),
	('12', 'Lai Châu', 'lai-chau', '12'),
	('14', 'Sơn La', 'son-la', '14'),
	('15', 'Yên Bái', 'yen-bai', '15'),
	('17', 'Hòa Bình', 'hoa-binh', '25'),
	('19', 'Thái Nguyên', 'thai-nguyen', '19'),
	('20', 'Lạng Sơn', 'lang-son', '20'),
	('22', 'Quảng Ninh', 'quang-ninh', '22'),
	('24', 'Bắc Giang', 'bac-giang', '24'),
	('25', 'Phú Thọ', 'phu-tho', '25'),
	('26', 'Vĩnh Phúc', 'vinh-phuc', '25'),
	('27', 'Bắc Ninh', 'bac-ninh', '24'),
	('30', 'Hải Dương', 'hai-duong', '31'),
	('31', 'Hải Phòng', 'hai-phong', '31'),
	('33', 'Hưng Yên', 'hung-yen', '33'),
	('34', 'Thái Bình', 'thai-binh', '33'),
	('35', 'Hà Nam', 'ha-nam', '37'),
	('36', 'Nam Định', 'nam-dinh', '37'),
	('37', 'Ninh Bình', 'ninh-binh', '37'),
	('38', 'Thanh Hóa', 'thanh-hoa', '38'),
	('40', 'Nghệ An', 'nghe-an', '40'),
	('42', 'Hà Tĩnh', 'ha-tinh', '42'),
	('44', 'Quảng Bình', 'quang-binh', '44'),
	('45', 'Quảng Trị', 'quang-tri', '44'),
	('46', 'Huế', 'hue', '46'),
	('48', 'Đà Nẵng', 'da-nang', '48'),
	('49', 'Quảng Nam', 'quang-nam', '48'),
	('51', 'Quảng Ngãi', 'quang-ngai', '51'),
	('52', 'Bình Định', 'binh-dinh', '52'),
	('54', 'Phú Yên', 'phu-yen', '66'),
	('56', 'Khánh Hòa', 'khanh-hoa', '56'),
	('58', 'Ninh Thuận', 'ninh-thuan', '56'),
	('60', 'Bình Thuận', 'binh-thuan', '68'),
	('62', 'Kon Tum', 'kon-tum', '51'),
	('64', 'Gia Lai', 'gia-lai', '52'),
	('66', 'Đắk Lắk', 'dak-lak', '66'),
	('67', 'Đắk Nông', 'dak-nong', '68'),
	('68', 'Lâm Đồng', 'lam-dong', '68'),
	('70', 'Bình Phước', 'binh-phuoc', '75'),
	('72', 'Tây Ninh', 'tay-ninh', '80'),
	('74', 'Bình Dương', 'binh-duong', '79'),
	('75', 'Đồng Nai', 'dong-nai', '75'),
	('77', 'Bà Rịa - Vũng Tàu', 'ba-ria-vung-tau', '79'),
	('79', 'Hồ Chí Minh', 'ho-chi-minh', '79'),
	('80', 'Long An', 'long-an', '80'),
	('82', 'Tiền Giang', 'tien-giang', '82'),
	('83', 'Bến Tre', 'ben-tre', '86'),
	('84', 'Trà Vinh', 'tra-vinh', '86'),
	('86', 'Vĩnh Long', 'vinh-long', '86'),
	('87', 'Đồng Tháp', 'dong-thap', '82'),
	('89', 'An Giang', 'an-giang', '91'),
	('91', 'Kiên Giang', 'kien-giang', '91'),
	('92', 'Cần Thơ', 'can-tho', '92'),
	('93', 'Hậu Giang', 'hau-giang', '92'),
	('94', 'Sóc Trăng', 'soc-trang', '92'),
	('95', 'Bạc Liêu', 'bac-lieu', '96'),
	('96', 'Cà Mau', 'ca-mau', '96'),
	('46', 'Thừa Thiên Huế', 'thua-thien-hue', '46');

INSERT INTO criteria_set (generation, number, group_slug, family, family_en, name, name_en)
SELECT generation, number, group_slug, family, family_en, name, name_en
FROM (VALUES ('qd148-2023'), ('qd26-2026')) AS g (generation),
(VALUES
	(1, 'food', 'Thực phẩm tươi sống', 'Fresh food', 'Rau, củ, quả, hạt tươi', 'Fresh vegetables, roots, fruit and nuts'),
	(2, 'food', 'Thực phẩm tươi sống', 'Fresh food', 'Thịt, thủy sản, trứng, sữa tươi', 'Fresh meat, aquatic products, eggs and milk'),
	(3, 'food', 'Thực phẩm thô, sơ chế', 'Raw and pre-processed food', 'Gạo, ngũ cốc, hạt sơ chế khác', 'Rice, cereals and other pre-processed grains'),
	(4, 'food', 'Thực phẩm thô, sơ chế', 'Raw and pre-processed food', 'Mật ong, mật khác và nông sản thực phẩm khác', 'Honey, other nectars and other farm food'),
	(5, 'food', 'Thực phẩm chế biến', 'Processed food', 'Đồ ăn nhanh', 'Fast and instant food'),
	(6, 'food', 'Thực phẩm chế biến', 'Processed food', 'Chế biến từ gạo, ngũ cốc', 'Processed from rice and cereals'),
	(7, 'food', 'Thực phẩm chế biến', 'Processed food', 'Chế biến từ rau, củ, quả, hạt', 'Processed from vegetables, roots, fruit and nuts'),
	(8, 'food', 'Thực phẩm chế biến', 'Processed food', 'Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong, mật khác và nông sản thực phẩm khác', 'Processed from meat, aquatic products, eggs, milk, honey and other farm food'),
	(9, 'food', 'Gia vị', 'Condiments', 'Tương, nước mắm, gia vị dạng lỏng khác', 'Bean sauce, fish sauce and other liquid condiments'),
	(10, 'food', 'Gia vị', 'Condiments', 'Gia vị khác (muối, hành, tỏi, tiêu)', 'Other spices (salt, onion, garlic, pepper)'),
	(11, 'food', 'Chè', 'Tea', 'Chè tươi, chè chế biến', 'Fresh and processed tea'),
	(12, 'food', 'Chè', 'Tea', 'Sản phẩm trà từ thực vật khác', 'Herbal teas from other plants'),
	(13, 'food', 'Cà phê, ca cao', 'Coffee and cocoa', 'Cà phê, ca cao', 'Coffee and cocoa'),
	(14, 'beverage', 'Đồ uống có cồn', 'Alcoholic drinks', 'Rượu trắng', 'White spirit'),
	(15, 'beverage', 'Đồ uống có cồn', 'Alcoholic drinks', 'Đồ uống có cồn khác', 'Other alcoholic drinks'),
	(16, 'beverage', 'Đồ uống không cồn', 'Non-alcoholic drinks', 'Nước khoáng thiên nhiên, nước uống đóng chai', 'Natural mineral water and bottled water'),
	(17, 'beverage', 'Đồ uống không cồn', 'Non-alcoholic drinks', 'Đồ uống không cồn khác', 'Other soft drinks'),
	(18, 'herbal', NULL, NULL, 'Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền', 'Functional food, herbal and traditional medicine'),
	(19, 'herbal', NULL, NULL, 'Mỹ phẩm có thành phần từ dược liệu', 'Cosmetics with herbal ingredients'),
	(20, 'herbal', NULL, NULL, 'Tinh dầu và dược liệu khác', 'Essential oils and other herbs'),
	(21, 'handicraft', NULL, NULL, 'Thủ công mỹ nghệ gia dụng, trang trí', 'Household and decorative crafts'),
	(22, 'handicraft', NULL, NULL, 'Vải, may mặc', 'Fabric and garments'),
	(23, 'ornamental', NULL, NULL, 'Hoa', 'Flowers'),
	(24, 'ornamental', NULL, NULL, 'Cây cảnh', 'Ornamental plants'),
	(25, 'ornamental', NULL, NULL, 'Động vật cảnh', 'Ornamental animals'),
	(26, 'tourism', NULL, NULL, 'Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch', 'Community tourism, ecotourism and tourist sites')
) AS s (number, group_slug, family, family_en, name, name_en);
ALTER TABLE criteria_set ADD UNIQUE (generation, number, group_slug);

package media

import "encoding/binary"

// exifOrientation finds the orientation, 1 to 8, in EXIF data (a TIFF header
// and its first directory). Anything unreadable counts as upright.
func exifOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	n := int(order.Uint16(tiff[at:]))
	for entry := tiff[at+2:]; n > 0 && len(entry) >= 12; entry, n = entry[12:], n-1 {
		const tagOrientation, typeShort = 0x0112, 3
		if order.Uint16(entry) == tagOrientation && order.Uint16(entry[2:]) == typeShort {
			if o := int(order.Uint16(entry[8:])); o >= 1 && o <= 8 {
				return o
			}
		}
	}
	return 1
}

# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QFormLayout, QFrame,
    QHBoxLayout, QHeaderView, QLabel, QLineEdit,
    QPushButton, QScrollArea, QSizePolicy, QSpacerItem,
    QTableView, QVBoxLayout, QWidget)

class Ui_Settings(object):
    def setupUi(self, Settings):
        if not Settings.objectName():
            Settings.setObjectName(u"Settings")
        Settings.resize(1218, 724)
        self.outer = QVBoxLayout(Settings)
        self.outer.setSpacing(0)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(Settings)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inner = QWidget()
        self.inner.setObjectName(u"inner")
        self.inner.setProperty(u"role", u"page")
        self.page = QVBoxLayout(self.inner)
        self.page.setSpacing(16)
        self.page.setObjectName(u"page")
        self.page.setContentsMargins(24, 16, 24, 24)
        self.title = QLabel(self.inner)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.page.addWidget(self.title)

        self.columns = QHBoxLayout()
        self.columns.setSpacing(16)
        self.columns.setObjectName(u"columns")
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.left_column = QVBoxLayout()
        self.left_column.setSpacing(16)
        self.left_column.setObjectName(u"left_column")
        self.left_column.setContentsMargins(0, 0, 0, 0)
        self.school_card = QFrame(self.inner)
        self.school_card.setObjectName(u"school_card")
        self.school_card.setProperty(u"role", u"card")
        self.school_card_layout = QVBoxLayout(self.school_card)
        self.school_card_layout.setSpacing(12)
        self.school_card_layout.setObjectName(u"school_card_layout")
        self.school_card_layout.setContentsMargins(24, 16, 24, 24)
        self.school_card_title = QLabel(self.school_card)
        self.school_card_title.setObjectName(u"school_card_title")
        self.school_card_title.setProperty(u"role", u"heading")

        self.school_card_layout.addWidget(self.school_card_title)

        self.school_form = QFormLayout()
        self.school_form.setObjectName(u"school_form")
        self.school_form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.school_form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignVCenter)
        self.school_form.setHorizontalSpacing(16)
        self.school_form.setVerticalSpacing(8)
        self.school_form.setContentsMargins(0, 0, 0, 0)
        self.name_label = QLabel(self.school_card)
        self.name_label.setObjectName(u"name_label")

        self.school_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.name_label)

        self.name = QLineEdit(self.school_card)
        self.name.setObjectName(u"name")

        self.school_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.name)

        self.level_label = QLabel(self.school_card)
        self.level_label.setObjectName(u"level_label")

        self.school_form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.level_label)

        self.level = QComboBox(self.school_card)
        self.level.setObjectName(u"level")

        self.school_form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.level)

        self.superior_label = QLabel(self.school_card)
        self.superior_label.setObjectName(u"superior_label")

        self.school_form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.superior_label)

        self.superior = QComboBox(self.school_card)
        self.superior.setObjectName(u"superior")
        self.superior.setEditable(True)

        self.school_form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.superior)

        self.place_label = QLabel(self.school_card)
        self.place_label.setObjectName(u"place_label")

        self.school_form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.place_label)

        self.place = QLineEdit(self.school_card)
        self.place.setObjectName(u"place")

        self.school_form.setWidget(3, QFormLayout.ItemRole.FieldRole, self.place)

        self.school_year_label = QLabel(self.school_card)
        self.school_year_label.setObjectName(u"school_year_label")

        self.school_form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.school_year_label)

        self.school_year = QComboBox(self.school_card)
        self.school_year.setObjectName(u"school_year")
        self.school_year.setEditable(True)

        self.school_form.setWidget(4, QFormLayout.ItemRole.FieldRole, self.school_year)

        self.code_label = QLabel(self.school_card)
        self.code_label.setObjectName(u"code_label")

        self.school_form.setWidget(5, QFormLayout.ItemRole.LabelRole, self.code_label)

        self.code = QLineEdit(self.school_card)
        self.code.setObjectName(u"code")

        self.school_form.setWidget(5, QFormLayout.ItemRole.FieldRole, self.code)

        self.head_label = QLabel(self.school_card)
        self.head_label.setObjectName(u"head_label")

        self.school_form.setWidget(6, QFormLayout.ItemRole.LabelRole, self.head_label)

        self.head = QLineEdit(self.school_card)
        self.head.setObjectName(u"head")

        self.school_form.setWidget(6, QFormLayout.ItemRole.FieldRole, self.head)

        self.preparer_label = QLabel(self.school_card)
        self.preparer_label.setObjectName(u"preparer_label")

        self.school_form.setWidget(7, QFormLayout.ItemRole.LabelRole, self.preparer_label)

        self.preparer = QLineEdit(self.school_card)
        self.preparer.setObjectName(u"preparer")

        self.school_form.setWidget(7, QFormLayout.ItemRole.FieldRole, self.preparer)


        self.school_card_layout.addLayout(self.school_form)

        self.problem = QLabel(self.school_card)
        self.problem.setObjectName(u"problem")
        self.problem.setProperty(u"role", u"problem")
        self.problem.setWordWrap(True)

        self.school_card_layout.addWidget(self.problem)

        self.school_foot = QHBoxLayout()
        self.school_foot.setSpacing(8)
        self.school_foot.setObjectName(u"school_foot")
        self.school_foot.setContentsMargins(0, 0, 0, 0)
        self.school_space = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.school_foot.addItem(self.school_space)

        self.discard = QPushButton(self.school_card)
        self.discard.setObjectName(u"discard")
        self.discard.setProperty(u"role", u"quiet")

        self.school_foot.addWidget(self.discard)

        self.save = QPushButton(self.school_card)
        self.save.setObjectName(u"save")
        self.save.setProperty(u"role", u"primary")

        self.school_foot.addWidget(self.save)


        self.school_card_layout.addLayout(self.school_foot)


        self.left_column.addWidget(self.school_card)

        self.left_space = QSpacerItem(20, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.left_column.addItem(self.left_space)


        self.columns.addLayout(self.left_column)

        self.right_column = QVBoxLayout()
        self.right_column.setSpacing(16)
        self.right_column.setObjectName(u"right_column")
        self.right_column.setContentsMargins(0, 0, 0, 0)
        self.window_card = QFrame(self.inner)
        self.window_card.setObjectName(u"window_card")
        self.window_card.setProperty(u"role", u"card")
        self.window_card_layout = QVBoxLayout(self.window_card)
        self.window_card_layout.setSpacing(12)
        self.window_card_layout.setObjectName(u"window_card_layout")
        self.window_card_layout.setContentsMargins(24, 16, 24, 24)
        self.window_card_title = QLabel(self.window_card)
        self.window_card_title.setObjectName(u"window_card_title")
        self.window_card_title.setProperty(u"role", u"heading")

        self.window_card_layout.addWidget(self.window_card_title)

        self.window_form = QFormLayout()
        self.window_form.setObjectName(u"window_form")
        self.window_form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.window_form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignVCenter)
        self.window_form.setHorizontalSpacing(16)
        self.window_form.setVerticalSpacing(8)
        self.window_form.setContentsMargins(0, 0, 0, 0)
        self.language_label = QLabel(self.window_card)
        self.language_label.setObjectName(u"language_label")

        self.window_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.language_label)

        self.language = QComboBox(self.window_card)
        self.language.setObjectName(u"language")

        self.window_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.language)

        self.appearance_label = QLabel(self.window_card)
        self.appearance_label.setObjectName(u"appearance_label")

        self.window_form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.appearance_label)

        self.appearance = QComboBox(self.window_card)
        self.appearance.setObjectName(u"appearance")

        self.window_form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.appearance)

        self.actor_label = QLabel(self.window_card)
        self.actor_label.setObjectName(u"actor_label")

        self.window_form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.actor_label)

        self.actor = QLineEdit(self.window_card)
        self.actor.setObjectName(u"actor")

        self.window_form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.actor)


        self.window_card_layout.addLayout(self.window_form)

        self.actor_hint = QLabel(self.window_card)
        self.actor_hint.setObjectName(u"actor_hint")
        self.actor_hint.setProperty(u"role", u"secondary")
        self.actor_hint.setWordWrap(True)

        self.window_card_layout.addWidget(self.actor_hint)


        self.right_column.addWidget(self.window_card)

        self.data_card = QFrame(self.inner)
        self.data_card.setObjectName(u"data_card")
        self.data_card.setProperty(u"role", u"card")
        self.data_card_layout = QVBoxLayout(self.data_card)
        self.data_card_layout.setSpacing(12)
        self.data_card_layout.setObjectName(u"data_card_layout")
        self.data_card_layout.setContentsMargins(24, 16, 24, 24)
        self.data_card_title = QLabel(self.data_card)
        self.data_card_title.setObjectName(u"data_card_title")
        self.data_card_title.setProperty(u"role", u"heading")

        self.data_card_layout.addWidget(self.data_card_title)

        self.folder = QLabel(self.data_card)
        self.folder.setObjectName(u"folder")
        self.folder.setProperty(u"role", u"secondary")
        self.folder.setWordWrap(True)

        self.data_card_layout.addWidget(self.folder)

        self.folder_row = QHBoxLayout()
        self.folder_row.setSpacing(8)
        self.folder_row.setObjectName(u"folder_row")
        self.folder_row.setContentsMargins(0, 0, 0, 0)
        self.open_folder = QPushButton(self.data_card)
        self.open_folder.setObjectName(u"open_folder")

        self.folder_row.addWidget(self.open_folder)

        self.folder_space = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.folder_row.addItem(self.folder_space)

        self.back_up = QPushButton(self.data_card)
        self.back_up.setObjectName(u"back_up")

        self.folder_row.addWidget(self.back_up)


        self.data_card_layout.addLayout(self.folder_row)

        self.backups_row = QHBoxLayout()
        self.backups_row.setSpacing(8)
        self.backups_row.setObjectName(u"backups_row")
        self.backups_title = QLabel(self.data_card)
        self.backups_title.setObjectName(u"backups_title")

        self.backups_row.addWidget(self.backups_title)

        self.backups_space = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.backups_row.addItem(self.backups_space)

        self.restore_file = QPushButton(self.data_card)
        self.restore_file.setObjectName(u"restore_file")

        self.backups_row.addWidget(self.restore_file)

        self.restore = QPushButton(self.data_card)
        self.restore.setObjectName(u"restore")

        self.backups_row.addWidget(self.restore)


        self.data_card_layout.addLayout(self.backups_row)

        self.no_backups = QLabel(self.data_card)
        self.no_backups.setObjectName(u"no_backups")
        self.no_backups.setProperty(u"role", u"secondary")
        self.no_backups.setWordWrap(True)

        self.data_card_layout.addWidget(self.no_backups)

        self.backups = QTableView(self.data_card)
        self.backups.setObjectName(u"backups")
        self.backups.setProperty(u"role", u"framed")
        self.backups.setMinimumSize(QSize(0, 150))

        self.data_card_layout.addWidget(self.backups)

        self.second_row = QHBoxLayout()
        self.second_row.setSpacing(8)
        self.second_row.setObjectName(u"second_row")
        self.second_title = QLabel(self.data_card)
        self.second_title.setObjectName(u"second_title")

        self.second_row.addWidget(self.second_title)

        self.second_space = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.second_row.addItem(self.second_space)

        self.second_forget = QPushButton(self.data_card)
        self.second_forget.setObjectName(u"second_forget")

        self.second_row.addWidget(self.second_forget)

        self.second_choose = QPushButton(self.data_card)
        self.second_choose.setObjectName(u"second_choose")

        self.second_row.addWidget(self.second_choose)


        self.data_card_layout.addLayout(self.second_row)

        self.second_place = QLabel(self.data_card)
        self.second_place.setObjectName(u"second_place")
        self.second_place.setProperty(u"role", u"secondary")
        self.second_place.setWordWrap(True)

        self.data_card_layout.addWidget(self.second_place)


        self.right_column.addWidget(self.data_card)

        self.right_space = QSpacerItem(20, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.right_column.addItem(self.right_space)


        self.columns.addLayout(self.right_column)

        self.columns.setStretch(0, 1)
        self.columns.setStretch(1, 1)

        self.page.addLayout(self.columns)

        self.page_space = QSpacerItem(20, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.page.addItem(self.page_space)

        self.scroll.setWidget(self.inner)

        self.outer.addWidget(self.scroll)

#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name)
        self.level_label.setBuddy(self.level)
        self.superior_label.setBuddy(self.superior)
        self.place_label.setBuddy(self.place)
        self.school_year_label.setBuddy(self.school_year)
        self.code_label.setBuddy(self.code)
        self.head_label.setBuddy(self.head)
        self.preparer_label.setBuddy(self.preparer)
        self.language_label.setBuddy(self.language)
        self.appearance_label.setBuddy(self.appearance)
        self.actor_label.setBuddy(self.actor)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.name, self.level)
        QWidget.setTabOrder(self.level, self.superior)
        QWidget.setTabOrder(self.superior, self.place)
        QWidget.setTabOrder(self.place, self.school_year)
        QWidget.setTabOrder(self.school_year, self.code)
        QWidget.setTabOrder(self.code, self.head)
        QWidget.setTabOrder(self.head, self.preparer)
        QWidget.setTabOrder(self.preparer, self.discard)
        QWidget.setTabOrder(self.discard, self.save)
        QWidget.setTabOrder(self.save, self.language)
        QWidget.setTabOrder(self.language, self.appearance)
        QWidget.setTabOrder(self.appearance, self.actor)
        QWidget.setTabOrder(self.actor, self.open_folder)
        QWidget.setTabOrder(self.open_folder, self.back_up)
        QWidget.setTabOrder(self.back_up, self.restore_file)
        QWidget.setTabOrder(self.restore_file, self.restore)
        QWidget.setTabOrder(self.restore, self.backups)
        QWidget.setTabOrder(self.backups, self.second_forget)
        QWidget.setTabOrder(self.second_forget, self.second_choose)

        self.retranslateUi(Settings)

        QMetaObject.connectSlotsByName(Settings)
    # setupUi

    def retranslateUi(self, Settings):
        self.title.setText(QCoreApplication.translate("Settings", u"settings.title", None))
        self.school_card_title.setText(QCoreApplication.translate("Settings", u"settings.school", None))
        self.name_label.setText(QCoreApplication.translate("Settings", u"settings.name", None))
        self.level_label.setText(QCoreApplication.translate("Settings", u"settings.level", None))
        self.superior_label.setText(QCoreApplication.translate("Settings", u"settings.superior", None))
        self.place_label.setText(QCoreApplication.translate("Settings", u"settings.place", None))
        self.school_year_label.setText(QCoreApplication.translate("Settings", u"settings.school_year", None))
        self.code_label.setText(QCoreApplication.translate("Settings", u"settings.code", None))
        self.head_label.setText(QCoreApplication.translate("Settings", u"settings.head", None))
        self.preparer_label.setText(QCoreApplication.translate("Settings", u"settings.preparer", None))
        self.discard.setText(QCoreApplication.translate("Settings", u"settings.discard", None))
        self.save.setText(QCoreApplication.translate("Settings", u"settings.save", None))
        self.window_card_title.setText(QCoreApplication.translate("Settings", u"settings.window", None))
        self.language_label.setText(QCoreApplication.translate("Settings", u"settings.language", None))
        self.appearance_label.setText(QCoreApplication.translate("Settings", u"settings.appearance", None))
        self.actor_label.setText(QCoreApplication.translate("Settings", u"settings.actor", None))
        self.actor_hint.setText(QCoreApplication.translate("Settings", u"settings.actor_hint", None))
        self.data_card_title.setText(QCoreApplication.translate("Settings", u"settings.data", None))
        self.open_folder.setText(QCoreApplication.translate("Settings", u"settings.open_folder", None))
        self.back_up.setText(QCoreApplication.translate("Settings", u"settings.back_up", None))
        self.backups_title.setText(QCoreApplication.translate("Settings", u"settings.backups", None))
        self.restore_file.setText(QCoreApplication.translate("Settings", u"settings.restore_file", None))
        self.restore.setText(QCoreApplication.translate("Settings", u"settings.restore", None))
        self.no_backups.setText(QCoreApplication.translate("Settings", u"settings.no_backups", None))
#if QT_CONFIG(accessibility)
        self.backups.setAccessibleName(QCoreApplication.translate("Settings", u"settings.backups", None))
#endif // QT_CONFIG(accessibility)
        self.second_title.setText(QCoreApplication.translate("Settings", u"settings.second", None))
        self.second_forget.setText(QCoreApplication.translate("Settings", u"settings.second_forget", None))
        self.second_choose.setText(QCoreApplication.translate("Settings", u"settings.second_choose", None))
        pass
    # retranslateUi

